package dev.weir.server.bulk;

import dev.weir.server.connection.Replies;

/**
 * Serves a UDP socket a batch at a time, on the socket's loop: it must not block. No object is made
 * for each datagram, neither on the way in nor on the way out.
 *
 * <pre>{@code
 * UdpServer.on("udp://:7").batches((batch, replies) -> replies.send(batch.payload(), batch.segment()))
 * }</pre>
 */
@FunctionalInterface
public interface BatchHandler {
  /**
   * Is called for each batch. An exception is counted and logged, and the server goes on.
   *
   * @param batch what came; valid during this call alone
   * @param replies the way back to its sender; valid during this call alone
   */
  void received(DatagramBatch batch, Replies replies);
}
