package dev.weir.server.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is spoken at an endpoint; the word before {@code ://}. */
public enum Scheme {
  /** Streams: {@code tcp://}. */
  TCP,
  /** Datagrams: {@code udp://}. */
  UDP;

  /**
   * The word as it is written.
   *
   * @return lower case, such as {@code tcp}
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scheme of a word.
   *
   * @param text such as {@code tcp}, in either case
   * @return the scheme, or empty where there is none of that name
   */
  public static Optional<Scheme> find(String text) {
    return Arrays.stream(values()).filter(scheme -> scheme.text().equalsIgnoreCase(text)).findAny();
  }

  /** All words, for messages: {@code tcp, udp}. */
  static String words() {
    return Arrays.stream(values()).map(Scheme::text).collect(Collectors.joining(", "));
  }
}
