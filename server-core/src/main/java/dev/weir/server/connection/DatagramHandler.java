package dev.weir.server.connection;

/** Serves a UDP socket one datagram at a time, on the socket's loop: it must not block. */
@FunctionalInterface
public interface DatagramHandler {
  /**
   * Is called for each datagram. An exception is counted and logged, and the server goes on.
   *
   * @param datagram what came; valid during this call alone
   * @param replies the way back to its sender; valid during this call alone
   */
  void received(Datagram datagram, Replies replies);
}
