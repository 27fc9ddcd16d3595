package dev.weir.server.bulk;

import java.util.concurrent.TimeUnit;

/**
 * Whether looking by a timer pays: where it moves less than waking did, as over a path whose sender
 * waits for every acknowledgement, it is given up, and tried again later and later.
 */
final class Verdict {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(64);

  /** The first windows are those of a sender that finds its new speed. */
  private static final int TRIAL_WINDOWS = 4;

  private long before;
  private int windows;
  private long best;
  private long pause = FIRST_PAUSE_NANOS;
  private boolean paused;
  private long pausedAt;

  /** May it be tried, from a rate that waking reached? */
  boolean mayTry(long rate) {
    if (paused && System.nanoTime() - pausedAt < pause) {
      return false;
    }
    if (paused) {
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    }
    before = rate;
    windows = 0;
    best = 0;
    return true;
  }

  /** A window's rate with the timer: is it to go on? */
  boolean holds(long rate) {
    best = Math.max(best, rate);
    if (windows < TRIAL_WINDOWS && ++windows == TRIAL_WINDOWS) {
      settle();
      return !paused;
    }
    return true;
  }

  private void settle() {
    paused = best < before / 10 * 9;
    if (paused) {
      pausedAt = System.nanoTime();
    } else {
      pause = FIRST_PAUSE_NANOS;
    }
  }
}
