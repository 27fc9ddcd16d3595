package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;

/**
 * The way back to the sender of a datagram. Replies of one batch leave together, from the address
 * that was asked; one that the kernel does not take waits, and past {@code Limits.outbound} is
 * dropped and counted.
 *
 * <p>It is valid during the handler's call, on the socket's loop, and throws {@link
 * IllegalStateException} afterwards: an answer that comes later goes by {@link #later()}. A
 * datagram carries at most 65,507 bytes over IPv4 and 65,527 over IPv6; a longer one, and any to
 * port 0, is not sent and counted as an error of the socket.
 */
public interface Replies {
  /**
   * Sends a datagram.
   *
   * @param payload from its reader index to its writer index, perhaps empty; becomes the
   *     transport's, except for the received payload itself, which may be sent back as it is and
   *     copies nothing
   */
  void send(ByteBuf payload);

  /**
   * Sends several datagrams.
   *
   * @param payload their bytes, one after another; becomes the transport's as above
   * @param segment bytes of each but the last, which may be shorter; from 1
   * @throws IllegalArgumentException where {@code segment} is below 1
   */
  void send(ByteBuf payload, int segment);

  /**
   * Sends a datagram.
   *
   * @param payload is copied
   */
  void send(byte[] payload);

  /**
   * Marks what this call's further replies carry. NIO cannot, and leaves them as the socket's
   * options say.
   *
   * @param ttl time to live or hop limit, 1 to 255; 0 for the socket's own
   * @param trafficClass DSCP in the upper six bits and ECN in the lower two, 0 to 255; negative for
   *     the socket's own
   * @return this
   * @throws IllegalArgumentException where one is above 255, or {@code ttl} negative
   */
  Replies marked(int ttl, int trafficClass);

  /**
   * A way back that stays: for an answer that is not ready when the handler returns. A server that
   * drains waits for it, until the deadline.
   *
   * @return to be closed after the last answer
   */
  LaterReplies later();
}
