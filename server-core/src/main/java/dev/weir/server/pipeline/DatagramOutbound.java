package dev.weir.server.pipeline;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.PassedOver;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Drops and counts datagrams that the kernel does not take fast enough. */
final class DatagramOutbound extends ChannelDuplexHandler implements PassedOver {
  private int limit;

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    limit = Limits.of(ctx.channel()).outbound();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof LimitsEvent changed) {
      limit = changed.limits().outbound();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (Waiting.exceeds(ctx.channel(), limit)) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(Waiting.overflow(limit));
      Traffic.of(ctx.channel()).happened(Count.OVERFLOWED);
    } else {
      // What has to wait may wait long: it must not hold memory that it does not use.
      ctx.write(ctx.channel().isWritable() ? message : FitStage.fit(ctx, message), promise);
    }
  }
}
