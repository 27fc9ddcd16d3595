package dev.weir.server.bulk;

import java.util.concurrent.TimeUnit;

/**
 * How the sinks of a loop are to look at their sockets. That depends on their senders: one that
 * fills its window moves half as much again when it need not wake anyone, one that measures its
 * path by the acknowledgements (bbr) moves less then, as they come once per look, and moves most
 * where a mark makes the kernel acknowledge every other segment. So while much flows both ways take
 * turns for a while, the better goes on, and the question is asked again later and later. Loop
 * only.
 */
final class Verdict {
  /** How long a rate is taken over. */
  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Much, in a window: a gigabyte a second. */
  private static final long MUCH = 10_000_000;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(64);

  /** How long each way goes on in its turn; the first window is a sender's that finds its speed. */
  private static final int TURN_WINDOWS = 3;

  /** Who has won so many pairs of turns more than the other goes on. */
  private static final int LEAD = 2;

  /** By then the lead decides, however small. */
  private static final int LAST_PAIR = 8;

  private int windows;
  private Look look = Look.WOKEN;
  private long timed;
  private long marked;
  private int lead;
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
   * @return how the next is to be
   */
  Look next(long moved) {
    if (moved < (state == State.LITTLE ? MUCH : MUCH / 2)) {
      state = State.LITTLE;
      look = Look.WOKEN;
    } else if (state == State.TRIAL) {
      goOn(moved);
    } else if (state == State.LITTLE || System.nanoTime() - settledAt > pause) {
      begin();
    }
    return look;
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
    look = Look.TIMED;
    windows = 0;
    timed = 0;
    marked = 0;
    lead = 0;
  }

  private void goOn(long moved) {
    if (windows % TURN_WINDOWS > 0) {
      timed += look == Look.TIMED ? moved : 0;
      marked += look == Look.MARKED ? moved : 0;
    }
    windows++;
    if (windows % (2 * TURN_WINDOWS) == 0) {
      compare();
    }
    if (state == State.TRIAL) {
      look = windows / TURN_WINDOWS % 2 == 0 ? Look.TIMED : Look.MARKED;
    }
  }

  /** At the end of a pair of turns; the mark has to be better by a good part, as it costs more. */
  private void compare() {
    lead += marked > timed / 8 * 9 ? -1 : 1;
    timed = 0;
    marked = 0;
    if (Math.abs(lead) == LEAD || windows == LAST_PAIR * 2 * TURN_WINDOWS) {
      settle();
    }
  }

  private void settle() {
    look = lead >= 0 ? Look.TIMED : Look.MARKED;
    state = State.SETTLED;
    settledAt = System.nanoTime();
    pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
  }
}
