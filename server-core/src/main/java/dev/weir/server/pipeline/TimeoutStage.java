package dev.weir.server.pipeline;

import dev.weir.server.connection.DrainEvent;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose time is over, for whichever of its {@code Timeouts}. One timer looks now
 * and then, so that a message costs nothing here.
 */
final class TimeoutStage extends ChannelInboundHandlerAdapter {
  /** What a connection gets to finish that is told of its age. */
  private static final long GRACE_SECONDS = 5;

  private final double jitter = ThreadLocalRandom.current().nextDouble();
  private @Nullable Patience patience;
  private @Nullable Future<?> timer;
  private boolean told;

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      start(ctx);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    start(ctx);
    ctx.fireChannelActive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof LimitsEvent && !told) {
      stop();
      start(ctx);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void start(ChannelHandlerContext ctx) {
    if (timer == null) {
      long now = ctx.executor().ticker().nanoTime();
      Patience begun =
          new Patience(ctx.channel(), Limits.of(ctx.channel()).timeouts(), jitter, now);
      patience = begun;
      lookAgain(ctx, begun.next(now));
    }
  }

  private void lookAgain(ChannelHandlerContext ctx, long after) {
    if (after < Long.MAX_VALUE) {
      timer = ctx.executor().schedule(() -> look(ctx), Math.max(1, after), TimeUnit.NANOSECONDS);
    }
  }

  private void look(ChannelHandlerContext ctx) {
    timer = null;
    Patience with = patience;
    if (with == null || !ctx.channel().isOpen()) {
      return;
    }
    long now = ctx.executor().ticker().nanoTime();
    with.over(now).ifPresentOrElse(cause -> end(ctx, cause), () -> lookAgain(ctx, with.next(now)));
  }

  private void end(ChannelHandlerContext ctx, Count cause) {
    Traffic.of(ctx.channel()).happened(cause);
    if (cause == Count.CLOSED_AGE) {
      finish(ctx);
    } else {
      // Who takes nothing would be sent what the kernel holds for minutes after the closing.
      if (cause == Count.CLOSED_STALL) {
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      }
      ctx.close();
    }
  }

  /** Told, and ended later where that did not help. */
  private void finish(ChannelHandlerContext ctx) {
    told = true;
    timer =
        ctx.executor()
            .schedule(() -> Farewell.begin(ctx.channel()), GRACE_SECONDS, TimeUnit.SECONDS);
    DrainEvent.tell(ctx.channel());
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
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
