package dev.weir.it.scenario;

import java.util.Locale;

/** Where the data of a test goes. */
public enum Direction {
  /** From client to server. */
  UP,
  /** From server to client. */
  DOWN,
  /** Both ways at once. */
  BOTH;

  /** The word for it in files and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
