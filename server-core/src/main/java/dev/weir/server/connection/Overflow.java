package dev.weir.server.connection;

/** What a server does while a peer does not take what waits to be sent to it. */
public enum Overflow {
  /**
   * Reads nothing more from the peer from Netty's high-water mark on (64 KiB unless set otherwise),
   * so that its slowness reaches whoever writes. A handler that writes all the same is reset past
   * {@code Limits.outbound}.
   */
  STOP_READING,
  /**
   * Goes on reading, and resets the connection past {@code Limits.outbound}: for protocols whose
   * peers must be heard while they do not listen.
   */
  CLOSE
}
