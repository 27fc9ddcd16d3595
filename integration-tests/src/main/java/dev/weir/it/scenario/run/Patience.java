package dev.weir.it.scenario.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long somebody is watched before they are given up. Only time between looks that follow each
 * other counts: while the machine slept, or this process was stopped, nobody was watched, and
 * whoever is watched was probably stopped as well.
 */
final class Patience {

  private static final long LONGEST_LOOK = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanos;
  private final long most;
  private long last;
  private long watched;

  Patience(Duration most) {
    this(most, System::nanoTime);
  }

  Patience(Duration most, LongSupplier nanos) {
    this.nanos = nanos;
    this.most = most.toNanos();
    this.last = nanos.getAsLong();
  }

  /** Whether it is at its end; asked at every look. */
  boolean isOver() {
    long now = nanos.getAsLong();
    watched += Math.min(LONGEST_LOOK, now - last);
    last = now;
    return watched > most;
  }
}
