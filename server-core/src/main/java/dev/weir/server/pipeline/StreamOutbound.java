package dev.weir.server.pipeline;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.connection.Overflow;
import dev.weir.server.connection.Reading;
import dev.weir.server.connection.Reading.Reason;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.SparseLog;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the peer's slowness reach the handler: nothing is read while too much waits to be sent. What
 * a handler writes all the same is bounded, and past the bound the connection is closed. A handler
 * that switches reading on and off by itself takes this stage out.
 */
@Sharable
final class StreamOutbound extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(StreamOutbound.class);
  private static final SparseLog SPARSE = new SparseLog();

  /** For all connections: their limits stand beside them. */
  static final StreamOutbound ALL = new StreamOutbound();

  private StreamOutbound() {}

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    followWritability(ctx.channel());
    ctx.fireChannelWritabilityChanged();
  }

  static void followWritability(Channel channel) {
    if (channel.isWritable()) {
      Reading.of(channel).go(Reason.OUTBOUND);
    } else if (stops(channel)) {
      Reading.of(channel).stop(Reason.OUTBOUND);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof LimitsEvent) {
      followLimits(ctx.channel());
    }
    ctx.fireUserEventTriggered(event);
  }

  static void followLimits(Channel channel) {
    if (!stops(channel)) {
      Reading.of(channel).go(Reason.OUTBOUND);
    }
  }

  private static boolean stops(Channel channel) {
    return Limits.of(channel).flow().overflow() == Overflow.STOP_READING;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (exceeded(ctx.channel())) {
      refuse(ctx, message, promise);
    } else {
      ctx.write(message, promise);
    }
  }

  /** Whether more waits already than may wait. Cheap while little waits. */
  static boolean exceeded(Channel channel) {
    return !channel.isWritable() && Waiting.exceeds(channel, Limits.of(channel).outbound());
  }

  static void refuse(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    int limit = Limits.of(ctx.channel()).outbound();
    ReferenceCountUtil.release(message);
    promise.tryFailure(Waiting.overflow(limit));
    Traffic.of(ctx.channel()).happened(Count.OVERFLOWED);
    SPARSE.event(silent ->
        LOG.warn(
            "{}: closed: more than {} bytes waited to be sent ({} more unlogged)",
            ctx.channel(),
            limit,
            silent));
    // The stream is cut: an end in good order would pass for the whole of it.
    ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    MeterStage.closeBehind(ctx);
  }
}
