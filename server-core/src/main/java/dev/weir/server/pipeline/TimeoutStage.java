package dev.weir.server.pipeline;

import dev.weir.server.connection.LimitsEvent;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Ends a connection whose time is over, for whichever of its {@code Timeouts}. A message costs
 * nothing here.
 */
final class TimeoutStage extends ChannelInboundHandlerAdapter {
  private final Patience patience;

  TimeoutStage(Patience patience) {
    this.patience = patience;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      patience.begin(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    patience.begin(ctx);
    ctx.fireChannelActive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof LimitsEvent) {
      patience.beginAgain();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    patience.stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    patience.stop();
  }
}
