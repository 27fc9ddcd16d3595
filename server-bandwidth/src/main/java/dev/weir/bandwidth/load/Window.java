package dev.weir.bandwidth.load;

/**
 * From when until when requests count, by {@link System#nanoTime()}. A cancel moves the end
 * forward; everything else is fixed once the load begins.
 */
final class Window {

  private final long from;
  private volatile long until;

  Window(long from, long until) {
    this.from = from;
    this.until = until;
  }

  boolean contains(long now) {
    return now - from >= 0 && now - until < 0;
  }

  boolean isOver(long now) {
    return now - until >= 0;
  }

  void endAt(long now) {
    if (!isOver(now)) {
      until = now;
    }
  }

  /** Nanoseconds measured up to now: 0 before the start, the whole length after the end. */
  long measured(long now) {
    long end = isOver(now) ? until : now;
    return Math.max(0, end - from);
  }
}
