package dev.weir.server.bulk;

import io.netty.channel.EventLoop;

/** One sink's part in the {@link Beat} of its loop. Loop only. */
final class BeatSeat {
  /** A sink whose buffer would need to be looked at more often is woken by the kernel. */
  private static final long SHORTEST_NANOS = 25_000;

  /** How much of a buffer may fill up between two looks: an eighth, as rates are averages. */
  private static final int PART = 8;

  private final Beat beat;
  private final EventLoop loop;
  private final Member member;
  private boolean following;
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
    beat.leave(this);
  }

  /** Whether the beat makes this one look, and the kernel need not wake it. */
  boolean following() {
    return following;
  }

  void follow(boolean wanted) {
    if (following != wanted) {
      following = wanted;
      member.wake(!wanted);
    }
  }

  boolean look() {
    return following && member.look();
  }

  /** What was read since this was last asked. */
  long taken() {
    long count = taken;
    taken = 0;
    return count;
  }

  /**
   * How long this one need not be looked at; decides whether it follows the beat.
   *
   * @param elapsed since this was last asked, nanoseconds
   */
  long longest(long elapsed) {
    long count = taken();
    long nanos = count == 0 ? Long.MAX_VALUE : member.room() / PART * elapsed / count;
    follow(nanos >= SHORTEST_NANOS);
    return following ? nanos : Long.MAX_VALUE;
  }
}
