package dev.weir.command;

import java.util.List;
import java.util.Optional;

/**
 * A sub-command that {@code ./weir} runs in a source tree, with jars that are not here: its
 * launcher names them in {@value #PROPERTY}, a line each, so that help and completion know them.
 */
record TreeSubcommand(String name, String summary) implements Subcommand {

  /** Lines of {@code name: summary}; not set outside of a source tree. */
  static final String PROPERTY = "weir.tree.commands";

  static List<Subcommand> all() {
    return System.getProperty(PROPERTY, "")
        .lines()
        .map(line -> line.split(": ", 2))
        .filter(parts -> parts.length == 2)
        .<Subcommand>map(parts -> new TreeSubcommand(parts[0], parts[1]))
        .toList();
  }

  static Optional<Subcommand> find(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Only where the launcher was not asked. */
  @Override
  public int run(String[] arguments, Terminal terminal) {
    throw new UsageException("in a source tree only (expected: ./weir " + name + " ...)");
  }
}
