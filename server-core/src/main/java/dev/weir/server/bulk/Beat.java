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
 * call it is that wakes; so they are looked at by a timer then, and no sender pays for a wake-up,
 * or woken by a mark, whichever moves more: see {@link Verdict}. Loop only.
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
    return seat;
  }

  void leave(BeatSeat seat) {
    seats.remove(seat);
    if (seats.isEmpty()) {
      stop();
    }
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
    Look next = verdict.next((long) ((double) bytes * Verdict.WINDOW_NANOS / elapsed));
    if (next == Look.WOKEN) {
      stop();
    } else {
      beat(next, elapsed, loop);
    }
    begin();
  }

  private void beat(Look next, long elapsed, EventLoop loop) {
    period = period(next, elapsed);
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

  /** A marked sink is looked at too, but seldom: the last of its bytes may not reach the mark. */
  private long period(Look next, long elapsed) {
    long longest = Long.MAX_VALUE;
    for (BeatSeat seat : seats) {
      longest = Math.min(longest, seat.follow(next, elapsed));
    }
    if (seats.stream().noneMatch(BeatSeat::timed)) {
      return Verdict.WINDOW_NANOS;
    }
    long worth = WORTH_BYTES * seats.size() * elapsed / Math.max(1, bytes);
    return Math.min(Math.min(longest, LONGEST_NANOS), Math.max(USUAL_NANOS, worth));
  }

  private void stop() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    seats.forEach(BeatSeat::free);
  }
}
