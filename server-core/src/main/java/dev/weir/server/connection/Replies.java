package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;

/** The way back to the sender of a datagram. Replies of one batch leave together. */
public interface Replies {
  /**
   * Sends a datagram.
   *
   * @param payload becomes the transport's, except for the received datagram's own payload, which
   *     may be sent back as it is and copies nothing
   */
  void send(ByteBuf payload);

  /**
   * Sends a datagram.
   *
   * @param payload is copied
   */
  void send(byte[] payload);
}
