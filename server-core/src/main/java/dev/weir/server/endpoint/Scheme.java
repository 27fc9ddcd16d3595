package dev.weir.server.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is spoken at an endpoint, or how it is had; the word before {@code ://}. */
public enum Scheme {
  /** Streams: {@code tcp://}. */
  TCP,
  /** Datagrams: {@code udp://}. */
  UDP,
  /** Streams between processes of one machine: {@code unix://}. */
  UNIX,
  /** Datagrams between processes of one machine: {@code unixgram://}. */
  UNIXGRAM,
  /** A socket that whoever started the process has opened, of any of these kinds: {@code fd://}. */
  FD;

  /**
   * The word as it is written.
   *
   * @return lower case, such as {@code tcp}
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether endpoints of this scheme have a host and a port.
   *
   * @return true for TCP and UDP
   */
  public boolean internet() {
    return this == TCP || this == UDP;
  }

  /**
   * Whether sockets of this scheme are of this machine alone, by a path or an abstract name.
   *
   * @return true for UNIX and UNIXGRAM
   */
  public boolean unix() {
    return this == UNIX || this == UNIXGRAM;
  }

  /**
   * Whether sockets of this scheme send and receive datagrams.
   *
   * @return true for UDP and UNIXGRAM
   */
  public boolean datagrams() {
    return this == UDP || this == UNIXGRAM;
  }

  /**
   * Whether a server or client of a kind can have endpoints of this scheme. What an inherited
   * socket speaks shows when it is taken.
   *
   * @param kind TCP for streams, UDP for datagrams
   * @return true for TCP, UNIX and FD where the kind is TCP, for UDP, UNIXGRAM and FD where it is
   *     UDP
   */
  public boolean fits(Scheme kind) {
    return this == kind
        || this == FD
        || (this == UNIX && kind == TCP)
        || (this == UNIXGRAM && kind == UDP);
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
