package dev.weir.command.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used: everything that is wrong with it, in reading order. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  ConfigException(Location where, String text) {
    this(List.of(new Problem(where, text)));
  }

  /** Everything that is wrong, in reading order; the message is the same, one problem a line. */
  public List<Problem> problems() {
    return problems;
  }
}
