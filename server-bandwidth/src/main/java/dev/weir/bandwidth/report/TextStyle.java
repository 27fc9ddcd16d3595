package dev.weir.bandwidth.report;

import java.util.Optional;

/**
 * How a text report looks.
 *
 * @param units the unit of rates
 * @param verbose whether to tell more
 * @param timestamps a {@code strftime} pattern whose result goes before every line, if any
 * @param title text before every line of a client
 */
public record TextStyle(
    Units units, boolean verbose, Optional<String> timestamps, Optional<String> title) {

  /** Adaptive units, nothing extra. */
  public static final TextStyle PLAIN =
      new TextStyle(Units.ADAPTIVE, false, Optional.empty(), Optional.empty());

  /** The same, telling more. */
  public TextStyle withVerbose() {
    return new TextStyle(units, true, timestamps, title);
  }
}
