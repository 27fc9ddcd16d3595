package dev.weir.server.option;

import dev.weir.server.endpoint.Scheme;
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
  DATAGRAM(Scheme.UDP);

  static final Set<Scope> STREAM = Set.of(LISTENER, CONNECTION);
  static final Set<Scope> ALL = Set.of(LISTENER, CONNECTION, DATAGRAM);

  private final Scheme scheme;

  Scope(Scheme scheme) {
    this.scheme = scheme;
  }

  /**
   * What such a socket speaks.
   *
   * @return TCP or UDP
   */
  public Scheme scheme() {
    return scheme;
  }
}
