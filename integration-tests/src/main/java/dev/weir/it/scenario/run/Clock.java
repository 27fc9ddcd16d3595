package dev.weir.it.scenario.run;

import java.util.concurrent.atomic.AtomicLong;

/** The time of one test: zero is the moment at which the first data was seen. */
final class Clock {

  private static final double NANOS = 1e9;
  private static final long UNSET = Long.MIN_VALUE;

  private final AtomicLong zero = new AtomicLong(UNSET);

  /** Begins the test's time, the first time that it is called. */
  void begin() {
    zero.compareAndSet(UNSET, System.nanoTime());
  }

  boolean begun() {
    return zero.get() != UNSET;
  }

  /** Seconds since the beginning; 0 before it. */
  double seconds() {
    return begun() ? (System.nanoTime() - zero.get()) / NANOS : 0;
  }
}
