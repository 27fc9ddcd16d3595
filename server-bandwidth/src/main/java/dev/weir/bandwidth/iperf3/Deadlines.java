package dev.weir.bandwidth.iperf3;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The clocks of a test, each of which runs at most once at a time. Loop only. */
final class Deadlines {

  /** Which clock. */
  enum Clock {
    /** The client's next message or stream. */
    STEP,
    /** The whole set-up, or the whole test. */
    WHOLE,
    /** A regular look. */
    LOOK
  }

  private final EventLoop loop;
  private final Map<Clock, ScheduledFuture<?>> running = new EnumMap<>(Clock.class);

  Deadlines(EventLoop loop) {
    this.loop = loop;
  }

  /** Starts a clock anew. */
  void after(Clock clock, Duration time, Runnable action) {
    replace(clock, loop.schedule(action, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Starts a clock anew that strikes again and again. */
  void every(Clock clock, Duration first, Duration time, Runnable action) {
    replace(
        clock,
        loop.scheduleAtFixedRate(action, first.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void replace(Clock clock, ScheduledFuture<?> timer) {
    ScheduledFuture<?> before = running.put(clock, timer);
    if (before != null) {
      before.cancel(false);
    }
  }

  void cancelAll() {
    running.values().forEach(timer -> timer.cancel(false));
    running.clear();
  }
}
