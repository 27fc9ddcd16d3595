package dev.weir.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Lets a connection that was accepted while its server stops say what it came for, before its
 * handler is told to finish.
 */
final class FirstWord extends ChannelInboundHandlerAdapter {
  private static final long PATIENCE_MILLIS = 500;

  private final Runnable heard;

  /**
   * For one connection.
   *
   * @param heard runs once on its loop: after the first bytes, or when there were none for half a
   *     second
   */
  FirstWord(Runnable heard) {
    this.heard = heard;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.executor().schedule(() -> end(ctx), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    end(ctx);
  }

  private void end(ChannelHandlerContext ctx) {
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
      heard.run();
    }
  }
}
