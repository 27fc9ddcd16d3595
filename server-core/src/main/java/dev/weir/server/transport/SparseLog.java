package dev.weir.server.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Lets one event in a second be logged, with the number of those that were not. Any thread. */
public final class SparseLog {
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong silent = new AtomicLong();

  /**
   * Runs the action where a second has passed since it last ran.
   *
   * @param log is given how many events were passed over since
   */
  public void event(LongConsumer log) {
    long due = next.get();
    long now = System.nanoTime();
    if (now - due >= 0 && next.compareAndSet(due, now + PERIOD)) {
      log.accept(silent.getAndSet(0));
    } else {
      silent.incrementAndGet();
    }
  }
}
