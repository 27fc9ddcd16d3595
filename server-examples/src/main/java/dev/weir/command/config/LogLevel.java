package dev.weir.command.config;

import java.util.Locale;

/** How much is logged; each level includes those before it. */
public enum LogLevel {
  /** What ended something. */
  ERROR,
  /** What an operator should look at. */
  WARN,
  /** What happens now and then: starts, stops, reloads. */
  INFO,
  /** What happens to single connections. */
  DEBUG,
  /** Everything. */
  TRACE;

  static final String EXPECTED = "one of error, warn, info, debug, trace";

  static LogLevel parse(String text) {
    try {
      return valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new NumberFormatException(text);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
