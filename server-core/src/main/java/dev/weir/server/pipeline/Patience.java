package dev.weir.server.pipeline;

import dev.weir.server.connection.DrainEvent;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Timeouts;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Judges by a connection's counters whether its time is over, and ends it where it is. Nobody tells
 * it of a message: one timer looks now and then. Loop only.
 */
final class Patience implements Runnable {
  /** What a connection gets to finish that is told of its age. */
  private static final long GRACE_SECONDS = 5;

  private final float jitter = ThreadLocalRandom.current().nextFloat();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> timer;
  private Silence idle = Silence.of(Duration.ZERO, 0, 0);
  private Silence read = idle;
  private Silence stall = idle;
  private Silence first = idle;
  private boolean told;

  /** Begins where a stage stands, or goes on from there. */
  void begin(ChannelHandlerContext ctx) {
    context = ctx;
    if (timer == null) {
      Timeouts limits = limits();
      long now = now();
      idle = Silence.of(limits.idle(), moved(), now);
      read = Silence.of(limits.read(), traffic().bytesIn(), now);
      stall = Silence.of(limits.stall(), left(), now);
      first = Silence.of(limits.firstBytes(), 0, now - traffic().age().toNanos());
      lookAgain(limits, now);
    }
  }

  /** Begins anew but for what counts from the accepting on: there are other limits. */
  void beginAgain() {
    if (!told && context != null) {
      stop();
      begin(context);
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void lookAgain(Timeouts limits, long now) {
    long after = next(limits, now);
    if (after < Long.MAX_VALUE) {
      timer = context().executor().schedule(this, Math.max(1, after), TimeUnit.NANOSECONDS);
    }
  }

  /** Looks. */
  @Override
  public void run() {
    timer = null;
    if (channel().isOpen()) {
      Timeouts limits = limits();
      long now = now();
      over(limits, now).ifPresentOrElse(this::end, () -> lookAgain(limits, now));
    }
  }

  private Optional<Count> over(Timeouts limits, long now) {
    if (first.over(limits.firstBytes(), 0, traffic().bytesIn() == 0 && reads(), now)) {
      return Optional.of(Count.CLOSED_FIRST_BYTES);
    }
    if (stall.over(limits.stall(), left(), waits(), now)) {
      return Optional.of(Count.CLOSED_STALL);
    }
    if (read.over(limits.read(), traffic().bytesIn(), reads(), now)) {
      return Optional.of(Count.CLOSED_READ);
    }
    if (idle.over(limits.idle(), moved(), true, now)) {
      return Optional.of(Count.CLOSED_IDLE);
    }
    long age = age(limits);
    return age > 0 && lived() >= age ? Optional.of(Count.CLOSED_AGE) : Optional.empty();
  }

  /** In how many nanoseconds to look again; {@link Long#MAX_VALUE} for never. */
  private long next(Timeouts limits, long now) {
    long silence = Math.min(idle.next(limits.idle(), now), read.next(limits.read(), now));
    long stalled = Math.min(silence, stall.next(limits.stall(), now));
    boolean begun = traffic().bytesIn() > 0;
    long old = age(limits) > 0 ? age(limits) - lived() : Long.MAX_VALUE;
    return Math.min(
        stalled, Math.min(old, begun ? Long.MAX_VALUE : first.next(limits.firstBytes(), now)));
  }

  private void end(Count cause) {
    traffic().happened(cause);
    if (cause == Count.CLOSED_AGE) {
      finish();
    } else {
      // Who takes nothing would be sent what the kernel holds for minutes after the closing.
      if (cause == Count.CLOSED_STALL) {
        channel().config().setOption(ChannelOption.SO_LINGER, 0);
      }
      MeterStage.closeBehind(context());
    }
  }

  /** Told, and ended later where that did not help. */
  private void finish() {
    told = true;
    Channel channel = channel();
    timer =
        context()
            .executor()
            .schedule(() -> Farewell.begin(channel), GRACE_SECONDS, TimeUnit.SECONDS);
    DrainEvent.tell(channel);
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "context");
  }

  private Channel channel() {
    return context().channel();
  }

  private Traffic traffic() {
    return Traffic.of(channel());
  }

  private Timeouts limits() {
    return Limits.of(channel()).timeouts();
  }

  private long now() {
    return context().executor().ticker().nanoTime();
  }

  private long age(Timeouts limits) {
    return (long) (limits.age().toNanos() * (1 - (double) jitter * limits.ageJitter() / 100));
  }

  private long lived() {
    return traffic().age().toNanos();
  }

  private long moved() {
    return traffic().bytesIn() + left();
  }

  /** What has left, with what has left of a message that has not left whole. */
  private long left() {
    return traffic().bytesOut() + Waiting.partly(channel());
  }

  private boolean waits() {
    return Waiting.flushed(channel()) || traffic().blocked();
  }

  private boolean reads() {
    boolean open = !(channel() instanceof DuplexChannel duplex && duplex.isInputShutdown());
    return open && (channel().config().isAutoRead() || traffic().sinking());
  }
}
