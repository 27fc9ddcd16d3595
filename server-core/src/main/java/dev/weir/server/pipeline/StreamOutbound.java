package dev.weir.server.pipeline;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.connection.Overflow;
import dev.weir.server.connection.Reading;
import dev.weir.server.connection.Reading.Reason;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.SparseLog;
import io.netty.channel.ChannelDuplexHandler;
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
final class StreamOutbound extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(StreamOutbound.class);
  private static final SparseLog SPARSE = new SparseLog();

  private int limit;
  private boolean stops;

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    follow(Limits.of(ctx.channel()));
  }

  private void follow(Limits limits) {
    limit = limits.outbound();
    stops = limits.flow().overflow() == Overflow.STOP_READING;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      Reading.of(ctx.channel()).go(Reason.OUTBOUND);
    } else if (stops) {
      Reading.of(ctx.channel()).stop(Reason.OUTBOUND);
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof LimitsEvent changed) {
      follow(changed.limits());
      if (!stops) {
        Reading.of(ctx.channel()).go(Reason.OUTBOUND);
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (Waiting.exceeds(ctx.channel(), limit)) {
      refuse(ctx, message, promise);
    } else {
      ctx.write(message, promise);
    }
  }

  private void refuse(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
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
    ctx.close();
  }
}
