package dev.weir.server.admission;

import dev.weir.server.connection.Rate;

/**
 * A bucket of a {@link Rate}, as one number: when it will be full again. For one thread at a time.
 */
final class Bucket {
  private boolean used;
  private long fullAt;

  /** Takes one, where one is there. */
  boolean take(Rate rate, long now) {
    if (!rate.limited()) {
      return true;
    }
    long perOne = Math.max(1, rate.per().toNanos() / rate.count());
    long fullAfter = (full(now) ? now : fullAt) + perOne;
    if (fullAfter - now > Math.max(perOne, rate.per().toNanos())) {
      return false;
    }
    used = true;
    fullAt = fullAfter;
    return true;
  }

  /** Whether nothing is missing. */
  boolean full(long now) {
    return !used || fullAt - now <= 0;
  }
}
