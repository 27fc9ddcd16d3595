package dev.weir.it.scenario;

import java.util.Locale;

/** What the streams of a test are. */
public enum Protocol {
  /** Byte streams. */
  TCP,
  /** Datagrams. */
  UDP;

  /** The word for it in files and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
