package dev.weir.command.config;

import dev.weir.command.config.Setting.Need;
import dev.weir.command.text.NearestName;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads one scope's mapping, with the sections in it, against the rows of the table that belong
 * there.
 */
final class ScopeReader {
  private final List<Setting<?>> rows;
  private final String scopePath;
  private final Set<String> others;
  private final Problems problems;
  private Values values = Values.none();

  /**
   * Creates one.
   *
   * @param scopePath what stands before the settings' paths in messages: empty, or {@code
   *     servers.echo.}
   * @param others names at the top of this scope that somebody else reads
   */
  ScopeReader(List<Setting<?>> rows, String scopePath, Set<String> others, Problems problems) {
    this.rows = rows;
    this.scopePath = scopePath;
    this.others = others;
    this.problems = problems;
  }

  Values read(Node node) {
    section(node, "");
    for (Setting<?> row : rows) {
      if (row.need() == Need.REQUIRED
          && !values.has(row)
          && node instanceof Node.Mapping
          && !mentions(node, row)) {
        problems.expected(node.where(), scopePath + row.path(), "missing", row.type().expected());
      }
    }
    return values;
  }

  /**
   * A value that is there but wrong has its own message; to call it missing as well would mislead.
   */
  private static boolean mentions(Node node, Setting<?> row) {
    return node instanceof Node.Mapping mapping
        && mapping.entries().stream().anyMatch(entry -> row.path().equals(entry.key().text()));
  }

  private void section(Node node, String prefix) {
    if (!(node instanceof Node.Mapping mapping)) {
      String path = scopePath + prefix;
      String name = path.isEmpty() ? "the file" : path.substring(0, path.length() - 1);
      problems.expected(node.where(), name, node.shown(), "a mapping with any of " + names(prefix));
      return;
    }
    for (Node.Entry entry : mapping.entries()) {
      entry(entry, prefix);
    }
  }

  private void entry(Node.Entry entry, String prefix) {
    String path = prefix + entry.key().text();
    if (prefix.isEmpty() && others.contains(path)) {
      return;
    }
    Setting<?> row = rows.stream().filter(r -> r.path().equals(path)).findFirst().orElse(null);
    if (row != null) {
      value(row, entry.value());
    } else if (rows.stream().anyMatch(r -> r.path().startsWith(path + "."))) {
      section(entry.value(), path + ".");
    } else {
      unknown(entry.key(), prefix);
    }
  }

  private <T> void value(Setting<T> row, Node node) {
    row.type()
        .read(node, scopePath + row.path(), problems)
        .ifPresent(value -> values = values.with(row, value, node.where()));
  }

  private void unknown(Node.Scalar key, String prefix) {
    Set<String> known = knownUnder(prefix);
    String meant =
        NearestName.of(key.text(), known).map(name -> "; did you mean " + name + "?").orElse("");
    problems.add(
        key.where(),
        scopePath
            + prefix
            + key.text()
            + ": no such setting (expected: any of "
            + names(prefix)
            + ")"
            + meant);
  }

  private String names(String prefix) {
    return String.join(", ", knownUnder(prefix));
  }

  private Set<String> knownUnder(String prefix) {
    Stream<String> mine =
        rows.stream()
            .map(Setting::path)
            .filter(path -> path.startsWith(prefix))
            .map(path -> path.substring(prefix.length()))
            .map(rest -> Objects.requireNonNull(rest.split("\\.", 2)[0]));
    Stream<String> theirs = prefix.isEmpty() ? others.stream() : Stream.empty();
    return Stream.concat(theirs, mine).collect(Collectors.toCollection(TreeSet::new));
  }
}
