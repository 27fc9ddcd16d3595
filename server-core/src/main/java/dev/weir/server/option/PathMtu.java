package dev.weir.server.option;

/** How a socket finds the largest packet that its path carries. */
public enum PathMtu {
  /** Never: routers may cut packets. */
  DONT(0),
  /** Packets ask not to be cut where the path is known; the kernel cuts what is too large. */
  WANT(1),
  /** Packets are never cut: a datagram that is too large is an error (EMSGSIZE). */
  DO(2),
  /** Packets ask not to be cut, and what is known of the path is ignored. */
  PROBE(3),
  /** The interface's own size, whatever routers say: they cannot forge a small one. */
  INTERFACE(4),
  /** As INTERFACE, but the kernel cuts datagrams that are too large. */
  OMIT(5);

  private final int number;

  PathMtu(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
