package dev.weir.server.pipeline;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;

/** Closes the connection of a handler that throws. */
@Sharable
final class StreamErrors extends ErrorStage {
  /** For all connections: it remembers nothing. */
  static final StreamErrors ALL = new StreamErrors();

  private StreamErrors() {}

  @Override
  void end(ChannelHandlerContext ctx) {
    ctx.close();
  }
}
