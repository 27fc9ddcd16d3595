package dev.weir.server.bulk;

import java.util.concurrent.TimeUnit;

/**
 * Whether the sinks of a loop are to be looked at by a timer or woken by the kernel. That depends
 * on their senders: one that fills its window moves half as much again when it is not made to wake,
 * one that measures its path by the acknowledgements (bbr) moves less, as they come once per look
 * then. So while much flows both ways take turns for a quarter of a second, the better goes on, and
 * the question is asked again later and later. Loop only.
 */
final class Verdict {
  /** How long a rate is taken over. */
  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Much, in a window: a gigabyte a second. */
  private static final long MUCH = 10_000_000;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(64);

  /** How long each way goes on in its turn; the first window is a sender's that finds its speed. */
  private static final int TURN_WINDOWS = 4;

  private static final int TURNS = 6;

  private int windows;
  private boolean timer;
  private long byTimer;
  private long byWaking;
  private long pause = FIRST_PAUSE_NANOS;
  private long settledAt;
  private State state = State.LITTLE;

  private enum State {
    LITTLE,
    TRIAL,
    SETTLED
  }

  /**
   * A window has ended.
   *
   * @param moved what was read in it, bytes
   * @return whether the timer is to look in the next
   */
  boolean timer(long moved) {
    if (moved < (state == State.LITTLE ? MUCH : MUCH / 2)) {
      state = State.LITTLE;
      timer = false;
    } else if (state == State.TRIAL) {
      goOn(moved);
    } else if (state == State.LITTLE || System.nanoTime() - settledAt > pause) {
      begin();
    }
    return timer;
  }

  /** There is a sink more, whose sender may be of the other kind. */
  void anew() {
    pause = FIRST_PAUSE_NANOS;
    if (state == State.SETTLED) {
      state = State.LITTLE;
    }
  }

  private void begin() {
    state = State.TRIAL;
    timer = true;
    windows = 0;
    byTimer = 0;
    byWaking = 0;
  }

  private void goOn(long moved) {
    if (windows % TURN_WINDOWS > 0) {
      byTimer += timer ? moved : 0;
      byWaking += timer ? 0 : moved;
    }
    if (++windows == TURNS * TURN_WINDOWS) {
      settle();
    } else {
      timer = windows / TURN_WINDOWS % 2 == 0;
    }
  }

  /** The timer costs this side less: it may be a little slower. */
  private void settle() {
    timer = byTimer >= byWaking / 20 * 19;
    state = State.SETTLED;
    settledAt = System.nanoTime();
    pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
  }
}
