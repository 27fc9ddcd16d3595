package dev.weir.it.examples;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Waits until a counter that has begun to grow stands still. */
final class Stall {

  private Stall() {}

  /** Where the counter has stood for a second. */
  static long bytes(LongSupplier counter) {
    AtomicLong before = new AtomicLong();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(90))
        .until(() -> {
          long now = counter.getAsLong();
          return now == before.getAndSet(now) && now > 0;
        });
    return before.get();
  }
}
