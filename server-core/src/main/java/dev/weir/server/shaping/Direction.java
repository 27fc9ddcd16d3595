package dev.weir.server.shaping;

import java.util.concurrent.TimeUnit;

/**
 * What a connection moves one way: at its own rate and within its server's. On the connection's
 * loop.
 */
public final class Direction {
  /** Whoever moves more at once makes the others wait, and the rate uneven. */
  private static final long MOST_AT_ONCE = 64 * 1024;

  private static final long LEAST_AT_ONCE = 512;
  private static final long TURNS_PER_SECOND = 100;

  /** Whoever did not want to move earlier does not get all of the time back. */
  private static final long IDLE_CREDIT = TimeUnit.MILLISECONDS.toNanos(50);

  /** Whoever waited for its time, and then for a busy loop, may catch up. */
  private static final long LATE_CREDIT = TimeUnit.MILLISECONDS.toNanos(250);

  private final Pace own = new Pace();
  private final Pace shared;
  private long paidAt;
  private boolean waited;

  Direction(Pace shared) {
    this.shared = shared;
  }

  void rate(long bytesPerSecond) {
    own.rate(bytesPerSecond);
    long now = System.nanoTime();
    paidAt = later(own.usedUntil(now), shared.usedUntil(now));
  }

  /**
   * Counts what has moved.
   *
   * @param bytes from 0
   */
  public void moved(long bytes) {
    long now = System.nanoTime();
    long credit = waited ? LATE_CREDIT : IDLE_CREDIT;
    paidAt = later(own.moved(bytes, now, credit), shared.moved(bytes, now, credit));
    waited = waited && paidAt - now <= 0;
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  /**
   * How long to wait before more may move.
   *
   * @return nanoseconds, 0 or less for not at all
   */
  public long waitNanos() {
    long wait = paidAt - System.nanoTime();
    waited = waited || wait > 0;
    return wait;
  }

  /**
   * How much to move at once, so that the rate is even.
   *
   * @return bytes, from 512 to 65536; without limit where there is no rate
   */
  public long atOnce() {
    long rate = slower(own.rate(), shared.rate());
    return rate == 0
        ? Long.MAX_VALUE
        : Math.clamp(rate / TURNS_PER_SECOND, LEAST_AT_ONCE, MOST_AT_ONCE);
  }

  private static long slower(long one, long other) {
    return one == 0 || (other != 0 && other < one) ? other : one;
  }
}
