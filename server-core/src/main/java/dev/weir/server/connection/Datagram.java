package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;

/**
 * A received datagram, perhaps empty, and never cut. On the socket's loop alone, and during the
 * handler's call: afterwards {@link #payload()} throws {@link IllegalStateException}.
 */
public interface Datagram extends Received {
  /**
   * What came. Its memory is used again after the handler returns: copy what is needed later. A
   * handler may retain it instead, at the cost of 64 KiB for each datagram that it keeps.
   *
   * @return readable from its reader index, perhaps empty
   */
  ByteBuf payload();
}
