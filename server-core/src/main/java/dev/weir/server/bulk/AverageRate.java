package dev.weir.server.bulk;

import java.util.concurrent.TimeUnit;

/** Open while less has been sent than the rate allows, for whole bursts of whole blocks. */
record AverageRate(long bitsPerSecond, int burst, int blockBytes) implements Gate {

  @Override
  public long allowed(long sent, long elapsedNanos) {
    long begun = sent % blockBytes;
    long blocksSent = sent / blockBytes;
    long blocks = blocksDue(elapsedNanos) - blocksSent;
    if (blocks <= 0) {
      return begun == 0 ? 0 : blockBytes - begun;
    }
    return Math.ceilDiv(blocks, (long) burst) * burst * blockBytes - begun;
  }

  @Override
  public long delayNanos(long sent, long elapsedNanos) {
    double due = sent * 8.0 / bitsPerSecond * TimeUnit.SECONDS.toNanos(1);
    return Math.max(0, (long) due + 1 - elapsedNanos);
  }

  /** Blocks that may have begun by now; the first may at once. */
  private long blocksDue(long elapsedNanos) {
    double bytes = bitsPerSecond / 8.0 * elapsedNanos / TimeUnit.SECONDS.toNanos(1);
    return Math.max(1, (long) Math.ceil(bytes / blockBytes));
  }
}
