package dev.weir.server.bulk;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Lets datagrams catch up at no more than twice their rate, and sends together no more than fell
 * due in two milliseconds, or than any receiver's buffer holds: all that fell due in a moment
 * without a processor would overrun it. One stream's own.
 */
final class GentleCatchUp implements Gate {
  private static final int FACTOR = 2;

  /** Counted of the time since the last send; a loop's turn may take twice this. */
  private static final double MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A default buffer holds several times this, so that a loop with long turns keeps its rate. */
  private static final int HELD_BYTES = 64 * 1024;

  private static final int HELD_DATAGRAMS = 32;

  private static final double LONG_TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final AverageRate rate;
  private final double nanosPerBlock;
  private final double mostNanos;
  private long released = Long.MIN_VALUE / 2;

  GentleCatchUp(AverageRate rate) {
    this.rate = rate;
    this.nanosPerBlock =
        rate.blockBytes() * 8.0 / rate.bitsPerSecond() / FACTOR * TimeUnit.SECONDS.toNanos(1);
    int held = Math.clamp(HELD_BYTES / rate.blockBytes(), 1, HELD_DATAGRAMS);
    this.mostNanos = Math.clamp(held * nanosPerBlock, MOST_NANOS, LONG_TURN_NANOS);
  }

  @Override
  public long allowed(long sent, long elapsedNanos) {
    long bytes = rate.allowed(sent, elapsedNanos);
    long pause = elapsedNanos - released;
    if (bytes <= 0 || pause < nanosPerBlock) {
      return 0;
    }
    released = elapsedNanos;
    long blocks = Math.max(1, (long) (Math.min((double) pause, mostNanos) / nanosPerBlock));
    return Math.min(bytes, Math.ceilDiv(blocks, (long) rate.burst()) * burstBytes());
  }

  @Override
  public OptionalDouble rate() {
    return OptionalDouble.of((double) rate.bitsPerSecond());
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
