package dev.weir.server.pipeline;

import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * Counts what passes between the pipeline and the socket: on the way in what was read, on the way
 * out what the kernel took. A write with the void promise, which tells nobody what became of it, is
 * counted when it is handed over.
 */
abstract class MeterStage extends ChannelDuplexHandler implements ChannelFutureListener {
  private static final long NONE = -1;

  /** What the oldest write counts for that waits for the kernel. */
  private long oldest = NONE;

  /** What those behind it count for: most connections never have any. */
  private @Nullable LongQueue behind;

  // Set when the stage enters the pipeline, before anything passes.
  @SuppressWarnings("NullAway.Init")
  private Traffic traffic;

  abstract void received(Traffic counted, Object message);

  /** What a message will count for; only its sender's kind of stage knows what the number means. */
  abstract long weight(Object message);

  abstract void sent(Traffic counted, long weight);

  abstract void lost(Traffic counted);

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    traffic = Traffic.of(ctx.channel());
  }

  @Override
  public final void channelRead(ChannelHandlerContext ctx, Object message) {
    received(traffic, message);
    ctx.fireChannelRead(message);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (!ctx.channel().isWritable()) {
      traffic.happened(Count.STALLED);
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (promise.isVoid()) {
      sent(traffic, weight(message));
    } else {
      add(weight(message));
      promise.addListener(this);
    }
    ctx.write(message, promise);
  }

  private void add(long weight) {
    if (oldest == NONE) {
      oldest = weight;
      return;
    }
    LongQueue queue = behind;
    if (queue == null) {
      queue = new LongQueue();
      behind = queue;
    }
    queue.add(weight);
  }

  private long take() {
    long weight = Math.max(0, oldest);
    oldest = behind == null || behind.isEmpty() ? NONE : behind.take();
    return weight;
  }

  /** Closes the channel of a stage behind the meter, which counts what left of the last write. */
  static void closeBehind(ChannelHandlerContext ctx) {
    if (ctx.handler() instanceof MeterStage meter) {
      meter.close(ctx, ctx.newPromise());
    } else {
      ctx.close();
    }
  }

  @Override
  public final void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    traffic.sent(Waiting.partly(ctx.channel()));
    ctx.close(promise);
  }

  /** Writes of a channel end in the order in which they were made. */
  @Override
  public final void operationComplete(ChannelFuture future) {
    long weight = take();
    if (future.isSuccess()) {
      sent(traffic, weight);
    } else {
      lost(traffic);
    }
  }
}
