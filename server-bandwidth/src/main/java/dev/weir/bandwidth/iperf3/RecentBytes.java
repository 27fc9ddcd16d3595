package dev.weir.bandwidth.iperf3;

import java.util.concurrent.TimeUnit;

/** What was moved in the last seconds. One thread at a time. */
final class RecentBytes {

  private final long[] seconds;
  private long newest;

  RecentBytes(int seconds) {
    this.seconds = new long[seconds];
  }

  void add(long nanoTime, long bytes) {
    advance(TimeUnit.NANOSECONDS.toSeconds(nanoTime));
    seconds[slot(newest)] += bytes;
  }

  private void advance(long now) {
    long gone = Math.min(now - newest, seconds.length);
    for (long i = 1; i <= gone; i++) {
      seconds[slot(newest + i)] = 0;
    }
    if (gone > 0) {
      newest = now;
    }
  }

  private int slot(long second) {
    return Math.floorMod(second, seconds.length);
  }

  /** The mean over these seconds, in bits per second. */
  double bitrate() {
    double bytes = 0;
    for (long each : seconds) {
      bytes += each;
    }
    return bytes * Byte.SIZE / seconds.length;
  }
}
