package dev.weir.server.pipeline;

import dev.weir.server.datagram.PassedOver;
import io.netty.channel.ChannelHandlerContext;

/** Keeps a socket open that serves many peers: a handler that throws costs one datagram. */
final class DatagramErrors extends ErrorStage implements PassedOver {
  @Override
  void end(ChannelHandlerContext ctx) {
    // The next datagram is another peer's.
  }
}
