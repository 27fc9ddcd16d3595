package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/** A received datagram. */
public interface Datagram {
  /**
   * What came. Its memory is given back after the handler returns: retain it to keep it.
   *
   * @return readable from its reader index, perhaps empty
   */
  ByteBuf payload();

  /**
   * Who sent it.
   *
   * @return address and port
   */
  InetSocketAddress sender();
}
