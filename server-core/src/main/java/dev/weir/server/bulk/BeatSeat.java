package dev.weir.server.bulk;

import io.netty.channel.EventLoop;

/** One sink's part in the {@link Beat} of its loop. Loop only. */
final class BeatSeat {
  /** A sink whose buffer would need to be looked at more often is woken by the kernel. */
  private static final long SHORTEST_NANOS = 25_000;

  /** How much of a buffer may fill up between two looks: an eighth, as rates are averages. */
  private static final int PART = 8;

  private static final int MARK = 512 << 10;

  /** With a lower mark the kernel acknowledges so often that the sender loses by it. */
  private static final int LOWEST_MARK = 256 << 10;

  private final Beat beat;
  private final EventLoop loop;
  private final Member member;
  private Look how = Look.WOKEN;
  private long taken;

  /** Who is woken by the kernel, or looks by itself. */
  interface Member {
    /**
     * Reads what there is, within its share of the loop's turn.
     *
     * @return whether more is likely to be there
     */
    boolean look();

    /** The kernel is to wake it, or not. */
    void wake(boolean wanted);

    /** The kernel is to wake it when so many bytes wait; 1 for any. */
    void mark(int bytes);

    /** The size of its receive buffer, bytes. */
    long room();
  }

  BeatSeat(Beat beat, EventLoop loop, Member member) {
    this.beat = beat;
    this.loop = loop;
    this.member = member;
  }

  /** So many bytes were read. */
  void moved(long count) {
    taken += count;
    beat.moved(count, loop);
  }

  void leave() {
    if (how == Look.MARKED) {
      member.mark(1);
    }
    beat.leave(this);
  }

  /** Whether the beat makes this one look, and the kernel need not wake it. */
  boolean timed() {
    return how == Look.TIMED;
  }

  /** Whether the beat makes this one look, be it woken as well. */
  boolean following() {
    return how != Look.WOKEN;
  }

  /** Left to the kernel. */
  void free() {
    taken = 0;
    go(Look.WOKEN, 1);
  }

  boolean look() {
    return following() && member.look();
  }

  /**
   * Looks as it is wanted, as far as its buffer allows: no buffer may fill up to more than a part
   * between two looks, or its sender would stand still.
   *
   * @param elapsed since this was last asked, nanoseconds
   * @return how long this one need not be looked at, nanoseconds
   */
  long follow(Look wanted, long elapsed) {
    long part = member.room() / PART;
    long nanos = taken == 0 ? Long.MAX_VALUE : part * elapsed / taken;
    taken = 0;
    if (wanted == Look.TIMED && nanos >= SHORTEST_NANOS) {
      go(Look.TIMED, 1);
    } else {
      go(part >= LOWEST_MARK ? Look.MARKED : Look.WOKEN, (int) Math.min(MARK, part));
    }
    return timed() ? nanos : Long.MAX_VALUE;
  }

  private void go(Look next, int mark) {
    if (how != next) {
      if (how == Look.MARKED || next == Look.MARKED) {
        member.mark(next == Look.MARKED ? mark : 1);
      }
      how = next;
      member.wake(next != Look.TIMED);
    }
  }
}
