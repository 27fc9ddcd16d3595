package dev.weir.it.scenario;

import dev.weir.command.config.Node;
import dev.weir.command.config.Problems;
import dev.weir.command.config.ValueType;
import dev.weir.command.text.NearestName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping of the file whose names are known; what is unknown in it is a problem. */
final class Section {

  private final Node node;
  private final String path;
  private final Problems problems;
  private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
  private final Set<String> misspelt = new HashSet<>();

  /**
   * Reads a mapping.
   *
   * @param path what stands before names in messages: empty, or {@code link.}
   */
  Section(Node node, String path, Collection<String> known, Problems problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach(entry -> put(entry, known));
    } else {
      String name = path.isEmpty() ? "the file" : path.substring(0, path.length() - 1);
      problems.expected(
          node.where(), name, node.shown(), "a mapping with any of " + String.join(", ", known));
    }
  }

  private void put(Node.Entry entry, Collection<String> known) {
    String name = entry.key().text();
    if (known.contains(name)) {
      entries.put(name, entry);
      return;
    }
    Optional<String> near = NearestName.of(name, known);
    near.ifPresent(misspelt::add);
    String meant = near.map(one -> "; did you mean " + one + "?").orElse("");
    problems.add(
        entry.key().where(),
        path
            + name
            + ": no such field (expected: any of "
            + String.join(", ", known)
            + ")"
            + meant);
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The names that are there, in the order of the file. */
  List<Node.Entry> entries() {
    return List.copyOf(entries.values());
  }

  Optional<Node> node(String name) {
    return Optional.ofNullable(entries.get(name)).map(Node.Entry::value);
  }

  <T> Optional<T> find(String name, ValueType<T> type) {
    return node(name).flatMap(value -> type.read(value, path + name, problems));
  }

  <T> T get(String name, ValueType<T> type, T fallback) {
    return find(name, type).orElse(fallback);
  }

  <T> Optional<T> require(String name, ValueType<T> type) {
    if (!has(name) && node instanceof Node.Mapping) {
      missing(name, type.expected());
    }
    return find(name, type);
  }

  /** Complains of a name that is not there, unless it is, misspelt, and was complained of. */
  void missing(String name, String expected) {
    if (misspelt.contains(name)) {
      return;
    }
    problems.expected(node.where(), path + name, "missing", expected);
  }

  /** Says what is wrong with a value that was read. */
  void wrong(String name, String text) {
    problems.add(node(name).map(Node::where).orElseGet(node::where), path + name + ": " + text);
  }
}
