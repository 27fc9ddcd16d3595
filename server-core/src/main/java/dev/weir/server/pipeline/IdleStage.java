package dev.weir.server.pipeline;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which nothing moves. A message costs nothing here: the meter's figures are
 * looked at four times per idle time, so that a connection is closed between one idle time and one
 * and a quarter after its last byte. A peer that does not read what waits for it counts as idle.
 */
final class IdleStage extends ChannelInboundHandlerAdapter {
  private static final int LOOKS = 4;

  private @Nullable Future<?> looking;
  private long moved;
  private int quiet;

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
    if (event instanceof LimitsEvent) {
      stop();
      looking = null;
      quiet = 0;
      start(ctx);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void start(ChannelHandlerContext ctx) {
    long idle = Limits.of(ctx.channel()).idle().toNanos();
    if (looking == null && idle > 0) {
      long pause = Math.max(1, idle / LOOKS);
      looking =
          ctx.executor()
              .scheduleWithFixedDelay(() -> look(ctx), pause, pause, TimeUnit.NANOSECONDS);
    }
  }

  private void look(ChannelHandlerContext ctx) {
    long now = movedSoFar(ctx);
    quiet = now == moved ? quiet + 1 : 0;
    moved = now;
    if (quiet >= LOOKS) {
      stop();
      Traffic.of(ctx.channel()).happened(Count.CLOSED_IDLE);
      ctx.close();
    }
  }

  /** What has moved, with what has left of a message that has not left whole. */
  private static long movedSoFar(ChannelHandlerContext ctx) {
    Traffic traffic = Traffic.of(ctx.channel());
    return traffic.bytesIn() + traffic.bytesOut() + Waiting.partly(ctx.channel());
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
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
