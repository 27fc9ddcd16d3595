package dev.weir.bandwidth.iperf3;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A deadline in the time that its loop was there to notice what comes. It passes in parts, each of
 * which begins when the one before has been served: however long the machine or the process stood
 * still, that costs one part, and in the others what came meanwhile is read. Loop only.
 */
final class Countdown {

  private static final int PARTS = 10;

  private final EventExecutor loop;
  private final long part;
  private final Runnable action;
  private int left = PARTS;
  private @Nullable ScheduledFuture<?> timer;

  private Countdown(EventExecutor loop, Duration time, Runnable action) {
    this.loop = loop;
    this.part = Math.max(1, time.toMillis() / PARTS);
    this.action = action;
  }

  /**
   * Begins one.
   *
   * @param time in steps of 10 milliseconds
   * @param action on the loop, unless cancelled before
   */
  static Countdown start(EventExecutor loop, Duration time, Runnable action) {
    Countdown started = new Countdown(loop, time, action);
    started.next();
    return started;
  }

  private void next() {
    timer = loop.schedule(this::passed, part, TimeUnit.MILLISECONDS);
  }

  private void passed() {
    left--;
    if (left > 0) {
      next();
    } else {
      action.run();
    }
  }

  void cancel() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
