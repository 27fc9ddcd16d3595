package dev.weir.bandwidth.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts numbered datagrams. Written on one loop, read from any thread. */
final class UdpTally {
  private static final double SMOOTHING = 16;

  /** Further ahead no sender is, whatever was lost: such a number was made up. */
  private static final long WINDOW = 1L << 30;

  private final AtomicLong highest = new AtomicLong();
  private final AtomicLong missing = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong jitterNanos = new AtomicLong();
  private boolean first = true;
  private long transitBefore;

  /**
   * A datagram of this number, after this time on the way by two clocks that may differ. A number
   * that cannot be is not counted.
   */
  void count(long number, long transitNanos) {
    long expected = highest.getPlain() + 1;
    if (number - expected > WINDOW || number < 0) {
      return;
    }
    if (number >= expected) {
      missing.setOpaque(missing.getPlain() + number - expected);
      highest.setOpaque(number);
    } else {
      countLate();
    }
    smooth(Math.abs(transitNanos));
  }

  private void countLate() {
    late.setOpaque(late.getPlain() + 1);
    if (missing.getPlain() > 0) {
      missing.setOpaque(missing.getPlain() - 1);
    }
  }

  private void smooth(long transit) {
    long variation = first ? 0 : Math.abs(transit - transitBefore);
    first = false;
    transitBefore = transit;
    double jitter = Double.longBitsToDouble(jitterNanos.getPlain());
    jitterNanos.setOpaque(Double.doubleToRawLongBits(jitter + (variation - jitter) / SMOOTHING));
  }

  void restartJitter() {
    first = true;
    jitterNanos.setOpaque(0);
  }

  UdpCounts counts() {
    double jitter = Double.longBitsToDouble(jitterNanos.getOpaque());
    return new UdpCounts(
        highest.getOpaque(),
        missing.getOpaque(),
        late.getOpaque(),
        jitter / TimeUnit.SECONDS.toNanos(1));
  }
}
