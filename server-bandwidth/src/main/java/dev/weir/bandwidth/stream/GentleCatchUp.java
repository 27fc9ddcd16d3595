package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Gate;
import java.util.concurrent.TimeUnit;

/**
 * Lets datagrams catch up at no more than twice their rate, and sends together no more than fell
 * due in two milliseconds: all that fell due in a moment without a processor would overrun the
 * receiver's buffer. One stream's own.
 */
final class GentleCatchUp implements Gate {
  private static final int FACTOR = 2;

  /** Counted of the time since the last send; a loop's turn may take twice this. */
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final AverageRate rate;
  private final double nanosPerBlock;
  private long released = Long.MIN_VALUE / 2;

  GentleCatchUp(AverageRate rate) {
    this.rate = rate;
    this.nanosPerBlock =
        rate.blockBytes() * 8.0 / rate.bitsPerSecond() / FACTOR * TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public long allowed(long sent, long elapsedNanos) {
    long bytes = rate.allowed(sent, elapsedNanos);
    long pause = elapsedNanos - released;
    if (bytes <= 0 || pause < nanosPerBlock) {
      return 0;
    }
    released = elapsedNanos;
    long blocks = Math.max(1, (long) (Math.min(pause, MOST_NANOS) / nanosPerBlock));
    return Math.min(bytes, Math.ceilDiv(blocks, (long) rate.burst()) * burstBytes());
  }

  private long burstBytes() {
    return (long) rate.burst() * rate.blockBytes();
  }

  @Override
  public long delayNanos(long sent, long elapsedNanos) {
    long gentle = released + (long) nanosPerBlock + 1 - elapsedNanos;
    return Math.max(gentle, rate.delayNanos(sent, elapsedNanos));
  }
}
