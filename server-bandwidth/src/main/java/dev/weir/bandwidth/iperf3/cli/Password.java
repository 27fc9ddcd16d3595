package dev.weir.bandwidth.iperf3.cli;

import java.io.Console;
import java.util.Optional;

/** The password of a client's user: never a word of the command line, which everybody can read. */
final class Password {

  private static final String VARIABLE = "IPERF3_PASSWORD";

  private Password() {}

  /** From the environment, else from the terminal; empty where there is neither. */
  static Optional<String> ask() {
    return Optional.ofNullable(System.getenv(VARIABLE)).or(Password::prompt);
  }

  private static Optional<String> prompt() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(terminal -> Optional.ofNullable(terminal.readPassword("Password: ")))
        .map(String::new);
  }
}
