package dev.weir.server.datagram;

/** Tells a socket's sessions that other bounds hold: a user event of the socket's pipeline. */
public enum BoundsEvent {
  /** The only one. */
  INSTANCE
}
