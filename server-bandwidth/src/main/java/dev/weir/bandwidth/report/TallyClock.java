package dev.weir.bandwidth.report;

import java.util.concurrent.TimeUnit;

/** The time axis of a test, in whole microseconds as reports print it. */
final class TallyClock {

  private long begun;
  private long lapBegun;
  private boolean ran;

  /** Starts at 0; the lap under way goes on. */
  void start(long now) {
    begun = now;
    if (!ran) {
      lapBegun = now;
    }
  }

  /** The lap under way does not count: another begins. */
  void skip(long now) {
    lapBegun = now;
  }

  Lap lap(long now, boolean omitted) {
    Lap lap =
        new Lap(
            !ran, between(begun, lapBegun), between(begun, now), between(lapBegun, now), omitted);
    lapBegun = now;
    ran = true;
    return lap;
  }

  /** Up to the last lap's end. */
  double seconds() {
    return between(begun, lapBegun);
  }

  /** Counting may begin a moment after the lap did: as with the original, the sign is dropped. */
  private static double between(long from, long to) {
    return TimeUnit.NANOSECONDS.toMicros(Math.abs(to - from)) / 1e6;
  }
}
