package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Gate;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may be moved, by any number of streams together; used up, it ends those that send, at
 * the end of a block. Streams on different loops may each be over by what one call moves. Any
 * thread.
 */
public final class Quota {
  /**
   * Above this there is no limit, and nothing is counted: streams would only wait for each other.
   */
  private static final long UNLIMITED = Long.MAX_VALUE / 2;

  private final AtomicLong left;
  private final CompletableFuture<Void> spent = new CompletableFuture<>();

  private Quota(long bytes) {
    left = new AtomicLong(bytes);
  }

  /**
   * No end, until {@link #limit} gives one.
   *
   * @return a new quota
   */
  public static Quota unlimited() {
    return new Quota(Long.MAX_VALUE);
  }

  /**
   * An amount.
   *
   * @param bytes that may be moved from now on, above 0; more than 2<sup>62</sup> is no limit
   * @return a new quota
   */
  public static Quota of(long bytes) {
    Quota quota = unlimited();
    quota.limit(bytes);
    return quota;
  }

  /**
   * Begins anew.
   *
   * @param bytes that may be moved from now on, above 0; more than 2<sup>62</sup> is no limit
   */
  public void limit(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 or more)");
    }
    left.set(bytes);
  }

  /**
   * Completes when everything is used up.
   *
   * @return completed on the loop of the stream that used up the last
   */
  public CompletionStage<Void> spent() {
    return spent.minimalCompletionStage();
  }

  void take(long bytes) {
    if (left.get() <= UNLIMITED && left.addAndGet(-bytes) <= 0) {
      spent.complete(null);
    }
  }

  /** A pace's gate, which this quota shuts for ever. */
  Gate gate(Gate pace, int blockBytes) {
    return new Limited(pace, blockBytes);
  }

  private final class Limited implements Gate {
    private final Gate pace;
    private final long blockBytes;

    Limited(Gate pace, int blockBytes) {
      this.pace = pace;
      this.blockBytes = blockBytes;
    }

    @Override
    public long allowed(long sent, long elapsedNanos) {
      long begun = sent % blockBytes;
      long bytes = left.get();
      if (bytes <= 0) {
        return begun == 0 ? 0 : blockBytes - begun;
      }
      return Math.min(pace.allowed(sent, elapsedNanos), toBlockEnd(begun, bytes));
    }

    private long toBlockEnd(long begun, long bytes) {
      return bytes > UNLIMITED
          ? bytes
          : Math.ceilDiv(begun + bytes, blockBytes) * blockBytes - begun;
    }

    @Override
    public long delayNanos(long sent, long elapsedNanos) {
      return left.get() <= 0 ? Long.MAX_VALUE : pace.delayNanos(sent, elapsedNanos);
    }

    @Override
    public OptionalDouble rate() {
      return pace.rate();
    }

    @Override
    public void sent(long bytes) {
      take(bytes);
    }
  }
}
