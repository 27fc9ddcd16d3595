package dev.weir.server.shaping;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate of bytes, as one number: until when it is used up by what has moved. Who moves bytes
 * learns when theirs are paid for, and moves more then; so several share a rate by turns. Any
 * thread.
 */
final class Pace {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private volatile long rate;
  private final AtomicLong usedUntil = new AtomicLong(System.nanoTime());

  /** Another rate, in bytes a second, from now on; 0 for no limit. What is owed is owed anew. */
  synchronized void rate(long other) {
    long before = rate;
    if (other != before) {
      long now = System.nanoTime();
      long owed = Math.max(0, usedUntil.get() - now);
      double slower = other == 0 ? 0 : (double) before / other;
      usedUntil.set(now + (long) (owed * slower));
      rate = other;
    }
  }

  long rate() {
    return rate;
  }

  /**
   * So many bytes moved; returns when they are paid for. Of the time before now that nobody used,
   * as much as the credit counts.
   */
  long moved(long bytes, long now, long credit) {
    long current = rate;
    if (current == 0) {
      return now;
    }
    long cost = (long) (bytes * NANOS / current);
    return usedUntil.updateAndGet(until -> Math.max(until - now, -credit) + now + cost);
  }

  /** When all that has moved so far is paid for. */
  long usedUntil(long now) {
    return rate == 0 ? now : usedUntil.get();
  }
}
