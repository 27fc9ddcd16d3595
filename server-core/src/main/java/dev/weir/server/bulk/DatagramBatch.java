package dev.weir.server.bulk;

import dev.weir.server.connection.Received;
import io.netty.buffer.ByteBuf;

/**
 * Datagrams of one peer that came together, as the kernel joined them (UDP_GRO): side by side in
 * one buffer, all of one length but the last, which may be shorter. Where the kernel joins none, a
 * batch is one datagram. Datagram {@code i} begins {@code i * segment()} bytes behind the payload's
 * reader index. On the socket's loop alone, and during the handler's call.
 */
public interface DatagramBatch extends Received {
  /**
   * The bytes of all. Their memory is used again after the handler returns.
   *
   * @return readable from its reader index; empty for one empty datagram
   */
  ByteBuf payload();

  /**
   * How long each datagram but the last is.
   *
   * @return bytes, from 1; that of the whole payload for a single datagram, and 1 for an empty one
   */
  int segment();

  /**
   * How many datagrams came together.
   *
   * @return from 1
   */
  int count();
}
