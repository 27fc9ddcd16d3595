package dev.weir.server.testing;

import io.netty.channel.EventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The test's own thread turns the loop, as far as there is anything to do; its time stands still.
 */
final class Stepping implements Drive {
  private static final int STEPS = 1000;
  private static final long SHORTEST_STEP = TimeUnit.MILLISECONDS.toNanos(1);

  private final MockTicker time = Ticker.newMockTicker();
  private final ManualIoEventLoop loop =
      new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), time);

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void run(Runnable action) {
    if (!loop.inEventLoop()) {
      throw new IllegalStateException(
          "thread: %s (expected: the one that made this peer, which also serves it)"
              .formatted(Thread.currentThread().getName()));
    }
    loop.execute(action);
    settle();
  }

  private void settle() {
    while (loop.runNow() > 0) {
      // Each turn may have given the next one something to do.
    }
  }

  @Override
  public void changed() {
    // Nobody waits: the thread that would is the loop's.
  }

  @Override
  public boolean await(BooleanSupplier condition, Duration patience) {
    run(() -> {});
    return condition.getAsBoolean();
  }

  /** In small steps, so that what repeats does so as often as in real time. */
  @Override
  public void advance(Duration passing) {
    long left = passing.toNanos();
    long step = Math.max(SHORTEST_STEP, left / STEPS);
    for (; left > 0; left -= step) {
      time.advance(Math.min(step, left), TimeUnit.NANOSECONDS);
      settle();
    }
    settle();
  }

  /** Without a thread there is nothing to end; to shut the loop down in order takes 0.2 s. */
  @Override
  public void close() {
    settle();
  }
}
