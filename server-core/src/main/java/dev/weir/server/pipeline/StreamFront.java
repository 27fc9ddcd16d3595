package dev.weir.server.pipeline;

import dev.weir.server.connection.LimitsEvent;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * The meter, and in its place those of the time-outs and the bound of what waits that stand right
 * behind it: a place in a channel's pipeline is more memory than what stands there. They part when
 * another has to stand between them.
 */
final class StreamFront extends StreamMeter {
  private @Nullable Patience patience;
  private boolean bounds;

  StreamFront(boolean times, boolean bounds) {
    this.patience = times ? new Patience() : null;
    this.bounds = bounds;
  }

  /** Gives each its own place. On the channel's loop. */
  void part(ChannelPipeline stages) {
    if (bounds) {
      bounds = false;
      stages.addAfter(Pipeline.METER, Pipeline.OUTBOUND, StreamOutbound.ALL);
    }
    Patience parting = patience;
    if (parting != null) {
      patience = null;
      stages.addAfter(Pipeline.METER, Pipeline.TIMEOUTS, new TimeoutStage(parting));
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    super.handlerAdded(ctx);
    if (ctx.channel().isActive()) {
      begin(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    begin(ctx);
    ctx.fireChannelActive();
  }

  private void begin(ChannelHandlerContext ctx) {
    if (patience != null) {
      patience.begin(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  private void stop() {
    if (patience != null) {
      patience.stop();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof LimitsEvent) {
      if (patience != null) {
        patience.beginAgain();
      }
      if (bounds) {
        StreamOutbound.followLimits(ctx.channel());
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (bounds) {
      StreamOutbound.followWritability(ctx.channel());
    }
    super.channelWritabilityChanged(ctx);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (bounds && StreamOutbound.exceeded(ctx.channel())) {
      StreamOutbound.refuse(ctx, message, promise);
    } else {
      super.write(ctx, message, promise);
    }
  }
}
