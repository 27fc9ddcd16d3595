package dev.weir.server.pipeline;

import dev.weir.server.transport.PassedOver;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;

/** Keeps a socket open that serves many peers: a handler that throws costs one datagram. */
@Sharable
final class DatagramErrors extends ErrorStage implements PassedOver {
  /** For all sockets: it remembers nothing. */
  static final DatagramErrors ALL = new DatagramErrors();

  private DatagramErrors() {}

  @Override
  void end(ChannelHandlerContext ctx) {
    // The next datagram is another peer's.
  }
}
