package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** The way out of a datagram socket. On the socket's loop. */
interface Outlet {
  /**
   * Sends soon, by {@link #flush} at the latest.
   *
   * @param route where to; read during the call
   * @param payload taken over
   * @param segment bytes of each datagram but the last; 0 where it is one
   */
  void send(DatagramRoute route, ByteBuf payload, int segment);

  /**
   * Sends a copy soon, as one datagram.
   *
   * @param route where to; read during the call
   * @param payload read during the call; its position stays
   */
  void copy(DatagramRoute route, ByteBuffer payload);

  /**
   * Sends bytes that were received and that stay where they are until {@link #flush}.
   *
   * @param route where to; read during the call
   * @param payload as it was received; stays the caller's
   * @param address of its byte 0 in memory, or 0 where it is not known
   * @param segment bytes of each datagram but the last; 0 where it is one
   */
  void echo(DatagramRoute route, ByteBuf payload, long address, int segment);

  /** Sends what has been collected. */
  void flush();
}
