package dev.weir.server.bulk;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the sinks of one loop look at their sockets. Usually the kernel wakes them. While much flows
 * through them together, it would wake them for every segment, at the cost of the sender, whose
 * call it is that wakes; so they are looked at by a timer then, thousands of times a second, and no
 * sender pays for a wake-up. SO_RCVLOWAT wakes less often too, but makes the kernel acknowledge
 * every other segment meanwhile, which costs a fast sender as much. Loop only.
 */
final class Beat {
  private static final long USUAL_NANOS = 100_000;
  private static final long LONGEST_NANOS = 500_000;

  /** What a look should find, as the look costs a call: with many sinks there is more time. */
  private static final long WORTH_BYTES = 128 << 10;

  private static final FastThreadLocal<Beat> BEATS =
      new FastThreadLocal<>() {
        @Override
        protected Beat initialValue() {
          return new Beat();
        }
      };

  private final List<BeatSeat> seats = new ArrayList<>();
  private final Verdict verdict = new Verdict();
  private long begun = System.nanoTime();
  private long bytes;
  private long period = USUAL_NANOS;
  private @Nullable Future<?> timer;

  /**
   * One more sink on this loop.
   *
   * @param loop the caller's
   */
  static BeatSeat join(EventLoop loop, BeatSeat.Member member) {
    Beat beat = BEATS.get();
    BeatSeat seat = new BeatSeat(beat, loop, member);
    beat.seats.add(seat);
    beat.verdict.anew();
    seat.follow(beat.timer != null);
    return seat;
  }

  void leave(BeatSeat seat) {
    seats.remove(seat);
    if (seats.isEmpty()) {
      stop();
    }
  }

  /** Whether this loop's sinks are looked at by a timer now. */
  boolean on() {
    return timer != null;
  }

  /** So many bytes were read by one that the kernel had woken. */
  void moved(long count, EventLoop loop) {
    bytes += count;
    if (timer == null) {
      long elapsed = System.nanoTime() - begun;
      if (elapsed >= Verdict.WINDOW_NANOS) {
        takeStock(elapsed, loop);
      }
    }
  }

  /** At the end of a window. */
  private void takeStock(long elapsed, EventLoop loop) {
    if (verdict.timer((long) ((double) bytes * Verdict.WINDOW_NANOS / elapsed))) {
      beat(elapsed, loop);
    } else {
      stop();
      seats.forEach(BeatSeat::taken);
    }
    begin();
  }

  private void beat(long elapsed, EventLoop loop) {
    period = period(elapsed);
    if (seats.stream().noneMatch(BeatSeat::following)) {
      stop();
    } else if (timer == null) {
      schedule(loop, period);
    }
  }

  private void begin() {
    bytes = 0;
    begun = System.nanoTime();
  }

  private void schedule(EventLoop loop, long nanos) {
    timer = loop.schedule(() -> tick(loop), nanos, TimeUnit.NANOSECONDS);
  }

  private void tick(EventLoop loop) {
    boolean more = false;
    // A look may end its sink, which leaves.
    for (int i = seats.size() - 1; i >= 0; i--) {
      more |= i < seats.size() && seats.get(i).look();
    }
    long elapsed = System.nanoTime() - begun;
    if (elapsed >= Verdict.WINDOW_NANOS) {
      takeStock(elapsed, loop);
    }
    if (timer != null) {
      schedule(loop, more ? 0 : period);
    }
  }

  /**
   * No sink's buffer may fill up to more than a part between two looks, or its sender would stand
   * still; a sink with a buffer too small for that is left to the kernel's waking.
   */
  private long period(long elapsed) {
    long longest = LONGEST_NANOS;
    for (BeatSeat seat : seats) {
      longest = Math.min(longest, seat.longest(elapsed));
    }
    long worth = WORTH_BYTES * seats.size() * elapsed / Math.max(1, bytes);
    return Math.min(longest, Math.max(USUAL_NANOS, worth));
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    seats.forEach(seat -> seat.follow(false));
  }
}
