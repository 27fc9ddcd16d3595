package dev.weir.server.option;

import dev.weir.server.endpoint.Scheme;
import java.util.Locale;
import java.util.Set;

/** The kind of socket that an option means something to. */
public enum Scope {
  /** A TCP socket that accepts. A connection inherits its options at the moment it is accepted. */
  LISTENER(Scheme.TCP),
  /** A TCP connection, accepted or made. */
  CONNECTION(Scheme.TCP),
  /** A TCP connection that a client has not made yet. */
  CLIENT(Scheme.TCP),
  /** A UDP socket. */
  DATAGRAM(Scheme.UDP),
  /** A Unix stream socket that accepts. */
  UNIX_LISTENER(Scheme.UNIX),
  /** A Unix stream connection, accepted or made. It inherits nothing. */
  UNIX_CONNECTION(Scheme.UNIX),
  /** A Unix datagram socket. */
  UNIX_DATAGRAM(Scheme.UNIXGRAM);

  static final Set<Scope> STREAM = Set.of(LISTENER, CONNECTION);
  static final Set<Scope> ALL = Set.of(LISTENER, CONNECTION, DATAGRAM);

  private final Scheme scheme;

  Scope(Scheme scheme) {
    this.scheme = scheme;
  }

  /**
   * What such a socket speaks.
   *
   * @return TCP, UDP, UNIX or UNIXGRAM
   */
  public Scheme scheme() {
    return scheme;
  }

  /** As messages have it: {@code unix listener}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
