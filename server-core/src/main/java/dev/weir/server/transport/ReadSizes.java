package dev.weir.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of a stream is read at once: more than what came of late, so that one read tells that
 * nothing is left. Netty's own sizes shrink to what comes, which then fills its buffer each time
 * and costs a second read that finds nothing. One small object for each channel is both what Netty
 * asks for handles and the one handle that it asks for.
 */
// Netty deprecates the type of the handles and goes on asking for it.
@SuppressWarnings("deprecation")
public final class ReadSizes implements MaxMessagesRecvByteBufAllocator, ExtendedHandle {
  static final int LEAST = 256;
  private static final int FIRST = 2048;
  static final int MOST = 65_536;

  /** What comes has to leave so much of a buffer unused to be read into a smaller one. */
  private static final int SPARE = 4;

  /** So many turns of less in a row shrink the buffer. */
  private static final int PATIENCE = 4;

  /** Reads until other channels of the loop have their turn. */
  private static final int READS = 16;

  private @Nullable ChannelConfig config;
  private int mostReads = READS;
  private int next = FIRST;
  private int attempted;
  private int last;
  private int largest;
  private int reads;
  private byte small;

  /** For one channel. */
  public ReadSizes() {}

  @Override
  public Handle newHandle() {
    return this;
  }

  @Override
  public int maxMessagesPerRead() {
    return mostReads;
  }

  @Override
  public MaxMessagesRecvByteBufAllocator maxMessagesPerRead(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("reads: %d (expected: from 1)".formatted(most));
    }
    mostReads = most;
    return this;
  }

  @Override
  public ByteBuf allocate(ByteBufAllocator allocator) {
    return ReadBuffers.ofLoop().get(allocator, next);
  }

  @Override
  public int guess() {
    return next;
  }

  @Override
  public void reset(ChannelConfig of) {
    config = of;
    largest = 0;
    reads = 0;
  }

  @Override
  public void incMessagesRead(int messages) {
    reads += messages;
  }

  @Override
  public void attemptedBytesRead(int bytes) {
    attempted = bytes;
  }

  @Override
  public int attemptedBytesRead() {
    return attempted;
  }

  @Override
  public void lastBytesRead(int bytes) {
    last = bytes;
    largest = Math.max(largest, bytes);
    if (bytes == next) {
      next = Math.min(MOST, next * SPARE);
      small = 0;
    }
  }

  @Override
  public int lastBytesRead() {
    return last;
  }

  @Override
  public boolean continueReading() {
    return mayRead() && filled();
  }

  @Override
  public boolean continueReading(UncheckedBooleanSupplier more) {
    return mayRead() && more.get();
  }

  private boolean mayRead() {
    return reads < mostReads && last > 0 && Objects.requireNonNull(config).isAutoRead();
  }

  private boolean filled() {
    return last == attempted;
  }

  @Override
  public void readComplete() {
    if (largest >= next / SPARE) {
      small = 0;
    } else if (++small == PATIENCE) {
      small = 0;
      next = Math.max(LEAST, next / 2);
    }
  }
}
