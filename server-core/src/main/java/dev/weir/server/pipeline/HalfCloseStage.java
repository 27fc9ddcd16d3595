package dev.weir.server.pipeline;

import dev.weir.server.shaping.Shaping;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * Closes a connection whose peer has ended its side, after what the handlers have written has left.
 * Without this stage a handler may go on writing and has to close by itself.
 */
@Sharable
final class HalfCloseStage extends ChannelInboundHandlerAdapter {
  /** For all connections: it remembers nothing. */
  static final HalfCloseStage ALL = new HalfCloseStage();

  private HalfCloseStage() {}

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    follow(ctx, event);
    ctx.fireUserEventTriggered(event);
  }

  static void follow(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      afterReplies(ctx).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** From the meter on: an empty message is nothing that a user's encoder should see. */
  private static ChannelFuture afterReplies(ChannelHandlerContext ctx) {
    return Shaping.of(ctx.channel())
        .flatMap(Shaping::holder)
        .map(Shaping.Holder::afterHeld)
        .orElseGet(
            () -> ctx.pipeline().context(Pipeline.METER).writeAndFlush(Unpooled.EMPTY_BUFFER));
  }
}
