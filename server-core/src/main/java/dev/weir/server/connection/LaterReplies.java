package dev.weir.server.connection;

import java.net.SocketAddress;

/** The way back to the sender of a datagram, after its handler has returned. Any thread. */
public interface LaterReplies extends AutoCloseable {
  /**
   * Who is answered.
   *
   * @return address and port
   */
  SocketAddress receiver();

  /**
   * Sends a datagram, soon. Dropped where the server has closed.
   *
   * @param payload is copied before the call returns
   */
  void send(byte[] payload);

  /** Says that no answer will follow. A second call does nothing. */
  @Override
  void close();
}
