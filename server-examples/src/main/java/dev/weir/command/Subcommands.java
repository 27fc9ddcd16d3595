package dev.weir.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sub-commands on the class path, and those of the source tree. */
final class Subcommands {

  private Subcommands() {}

  /** All of them, by name. */
  static List<Subcommand> all() {
    return Stream.concat(
            ServiceLoader.load(Subcommand.class).stream().map(ServiceLoader.Provider::get),
            TreeSubcommand.all().stream())
        .sorted(Comparator.comparing(Subcommand::name))
        .toList();
  }

  /** The one with this name; those after it in the search are not even loaded. */
  static Optional<Subcommand> find(String name) {
    return ServiceLoader.load(Subcommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(subcommand -> subcommand.name().equals(name))
        .findFirst()
        .or(() -> TreeSubcommand.find(name));
  }

  static String unknown(String word) {
    String known = all().stream().map(Subcommand::name).collect(Collectors.joining(", "));
    return "sub-command: " + word + " (expected: " + known + "); see weir --help";
  }
}
