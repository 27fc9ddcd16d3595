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
    /** The seconds of a test that do not count. */
    OMIT,
    /** A regular look, or the next stream where others wait. */
    LOOK,
    /** All streams, where others wait. */
    TURN
  }

  private final EventLoop loop;
  private final Map<Clock, Runnable> running = new EnumMap<>(Clock.class);

  Deadlines(EventLoop loop) {
    this.loop = loop;
  }

  /** Starts a clock anew, which counts the time that the loop was there. */
  void after(Clock clock, Duration time, Runnable action) {
    replace(clock, Countdown.start(loop, time, action)::cancel);
  }

  /** Starts a clock anew that keeps to the time, whatever happened to the loop meanwhile. */
  void sharply(Clock clock, Duration time, Runnable action) {
    ScheduledFuture<?> timer = loop.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
    replace(clock, () -> timer.cancel(false));
  }

  /** Starts a clock anew that strikes again and again. */
  void every(Clock clock, Duration first, Duration time, Runnable action) {
    ScheduledFuture<?> timer =
        loop.scheduleAtFixedRate(action, first.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    replace(clock, () -> timer.cancel(false));
  }

  private void replace(Clock clock, Runnable cancel) {
    Runnable before = running.put(clock, cancel);
    if (before != null) {
      before.run();
    }
  }

  void cancelAll() {
    running.values().forEach(Runnable::run);
    running.clear();
  }
}
