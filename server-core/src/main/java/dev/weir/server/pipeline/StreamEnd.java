package dev.weir.server.pipeline;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;

/** What ends a connection, in one place where both stand side by side: half-close and errors. */
@Sharable
final class StreamEnd extends ErrorStage {
  /** For all connections: it remembers nothing. */
  static final StreamEnd ALL = new StreamEnd();

  private StreamEnd() {}

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    HalfCloseStage.follow(ctx, event);
    ctx.fireUserEventTriggered(event);
  }

  @Override
  void end(ChannelHandlerContext ctx) {
    ctx.close();
  }
}
