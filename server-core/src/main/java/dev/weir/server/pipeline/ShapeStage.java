package dev.weir.server.pipeline;

import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.connection.Reading;
import dev.weir.server.connection.Reading.Reason;
import dev.weir.server.shaping.Shaping;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection to its rates: pauses reading, and lets writes leave in even parts. What it
 * holds back makes the channel unwritable as what waits for the kernel does. It stands right behind
 * the meter while there is a rate, and nowhere else.
 *
 * <p>Netty's own traffic handlers are not used: they switch reading on whoever has switched it off,
 * move whole messages, need a task for each delayed write, and drop what they hold at a close.
 */
final class ShapeStage extends ChannelDuplexHandler implements Shaping.Holder {
  /** Timers of a loop are not finer. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Shaping shaping;
  private final HeldWrites held = new HeldWrites();
  private boolean writable = true;
  private @Nullable Future<?> reading;
  private @Nullable Future<?> sending;
  private @Nullable ChannelHandlerContext context;

  ShapeStage(Shaping shaping) {
    this.shaping = shaping;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    shaping.heldBy(this);
    pauseReading(ctx);
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "context");
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      shaping.in().moved(bytes.readableBytes());
      pauseReading(ctx);
    }
    ctx.fireChannelRead(message);
  }

  private void pauseReading(ChannelHandlerContext ctx) {
    long wait = shaping.in().waitNanos();
    if (wait > 0 && reading == null) {
      Reading.of(ctx.channel()).stop(Reason.RATE);
      reading =
          ctx.executor()
              .schedule(() -> readAgain(ctx), Math.max(wait, TICK_NANOS), TimeUnit.NANOSECONDS);
    }
  }

  /** Something may have been read meanwhile, by a handler that reads when it likes. */
  private void readAgain(ChannelHandlerContext ctx) {
    reading = null;
    pauseReading(ctx);
    if (reading == null) {
      Reading.of(ctx.channel()).go(Reason.RATE);
    }
  }

  /** What waits, waits by the rates that hold now. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof LimitsEvent) {
      stop();
      readAgain(ctx);
      sendAgain(ctx);
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    long size = HeldWrites.size(message);
    if (held.isEmpty() && size <= shaping.out().atOnce() && shaping.out().waitNanos() <= 0) {
      shaping.out().moved(size);
      ctx.write(message, promise);
    } else {
      held.add(message, size, promise);
      followHeld(ctx);
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    held.flush();
    send(ctx);
    ctx.flush();
  }

  private void send(ChannelHandlerContext ctx) {
    while (held.mayLeave() && sending == null) {
      long wait = shaping.out().waitNanos();
      if (wait > 0) {
        sending =
            ctx.executor()
                .schedule(() -> sendAgain(ctx), Math.max(wait, TICK_NANOS), TimeUnit.NANOSECONDS);
      } else {
        shaping.out().moved(held.write(ctx, shaping.out().atOnce()));
      }
    }
    followHeld(ctx);
  }

  private void sendAgain(ChannelHandlerContext ctx) {
    sending = null;
    send(ctx);
    ctx.flush();
  }

  /** As Netty does with what waits for the kernel: from high to low water. */
  private void followHeld(ChannelHandlerContext ctx) {
    var mark = ctx.channel().config().getWriteBufferWaterMark();
    boolean now = held.bytes() < (writable ? mark.high() : mark.low());
    ChannelOutboundBuffer outbound = ctx.channel().unsafe().outboundBuffer();
    if (now != writable && outbound != null) {
      writable = now;
      outbound.setUserDefinedWritability(1, now);
    }
  }

  @Override
  public ChannelFuture afterHeld() {
    ChannelHandlerContext ctx = context();
    ChannelPromise promise = ctx.newPromise();
    write(ctx, Unpooled.EMPTY_BUFFER, promise);
    flush(ctx);
    return promise;
  }

  @Override
  public void letGo() {
    ChannelHandlerContext ctx = context();
    boolean some = !held.isEmpty();
    held.flush();
    while (held.mayLeave()) {
      shaping.out().moved(held.write(ctx, Long.MAX_VALUE));
    }
    if (some) {
      ctx.flush();
      followHeld(ctx);
    }
  }

  @Override
  public long held() {
    return held.bytes();
  }

  /** Without limits all would have been sent by now. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    letGo();
    ctx.close(promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    held.fail();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
    Reading.of(ctx.channel()).go(Reason.RATE);
    if (ctx.channel().isActive()) {
      letGo();
    } else {
      held.fail();
    }
  }

  private void stop() {
    if (reading != null) {
      reading.cancel(false);
      reading = null;
    }
    if (sending != null) {
      sending.cancel(false);
      sending = null;
    }
  }
}
