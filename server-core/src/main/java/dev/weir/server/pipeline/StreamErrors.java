package dev.weir.server.pipeline;

import io.netty.channel.ChannelHandlerContext;

/** Closes the connection of a handler that throws. */
final class StreamErrors extends ErrorStage {
  @Override
  void end(ChannelHandlerContext ctx) {
    ctx.close();
  }
}
