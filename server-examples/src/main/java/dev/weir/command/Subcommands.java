package dev.weir.command;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The sub-commands on the class path. */
final class Subcommands {

  private Subcommands() {}

  /** All of them, by name. */
  static List<Subcommand> all() {
    return ServiceLoader.load(Subcommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Subcommand::name))
        .toList();
  }

  /** The one with this name; those after it in the search are not even loaded. */
  static Optional<Subcommand> find(String name) {
    return ServiceLoader.load(Subcommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(subcommand -> subcommand.name().equals(name))
        .findFirst();
  }

  static String unknown(String word) {
    String known = all().stream().map(Subcommand::name).collect(Collectors.joining(", "));
    return "sub-command: " + word + " (expected: " + known + "); see weir --help";
  }
}
