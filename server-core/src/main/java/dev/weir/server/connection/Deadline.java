package dev.weir.server.connection;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A connection's deadline: when waiting ends, for the thread that waits. */
final class Deadline {
  private static final long NONE = 0;

  private volatile long nanos = NONE;

  void in(Duration fromNow) {
    if (fromNow.isNegative() || fromNow.isZero()) {
      throw new IllegalArgumentException("deadline: " + fromNow + " (expected: above zero)");
    }
    long at = System.nanoTime() + saturated(fromNow);
    nanos = at == NONE ? 1 : at;
  }

  void clear() {
    nanos = NONE;
  }

  boolean set() {
    return nanos != NONE;
  }

  /** How long it is to the deadline, 0 or less where it has passed; asked only where one is set. */
  long left() {
    return nanos - System.nanoTime();
  }

  /** Whoever never waits, as the peer always has more, is ended here. */
  void refusePassed(String doing) throws SocketTimeoutException {
    if (set() && left() <= 0) {
      throw passed(doing);
    }
  }

  static SocketTimeoutException passed(String doing) {
    return new SocketTimeoutException(doing + ": the connection's deadline has passed");
  }

  /** Parks until woken, interrupted or too late; spurious wake-ups are the caller's to check. */
  void park(Object blocker, String doing) throws SocketTimeoutException {
    long at = nanos;
    if (at == NONE) {
      LockSupport.park(blocker);
      return;
    }
    long left = at - System.nanoTime();
    if (left <= 0) {
      throw passed(doing);
    }
    LockSupport.parkNanos(blocker, left);
  }

  private static long saturated(Duration duration) {
    Duration longest = Duration.ofDays(36_500);
    return duration.compareTo(longest) > 0 ? longest.toNanos() : duration.toNanos();
  }
}
