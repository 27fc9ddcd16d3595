package dev.weir.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that one loop reads into, one of each size. Most handlers are done with what was read
 * when the next channel is read: the same buffer serves that one too, still in the processor's
 * cache and without the allocator. One that a handler has kept is the handler's, and a new one
 * takes its place. Loop only.
 *
 * <p>Where leaks are traced, each read has a buffer of its own, so that a handler that releases too
 * often is found.
 */
final class ReadBuffers {
  /** Two to the power of it is the smallest size. */
  private static final int LEAST = Integer.numberOfTrailingZeros(ReadSizes.LEAST);

  private static final int SIZES = Integer.numberOfTrailingZeros(ReadSizes.MOST) - LEAST + 1;

  private static final FastThreadLocal<ReadBuffers> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected ReadBuffers initialValue() {
          return new ReadBuffers(traced());
        }

        @Override
        protected void onRemoval(ReadBuffers buffers) {
          buffers.release();
        }
      };

  private final @Nullable ByteBuf[] kept = new ByteBuf[SIZES];
  private final boolean exact;

  ReadBuffers(boolean exact) {
    this.exact = exact;
  }

  private static boolean traced() {
    return ResourceLeakDetector.getLevel().compareTo(ResourceLeakDetector.Level.ADVANCED) >= 0;
  }

  /** Those of the calling loop. */
  static ReadBuffers ofLoop() {
    return OF_LOOP.get();
  }

  /**
   * A buffer to read into.
   *
   * @param size a power of two from {@link ReadSizes#LEAST} to {@link ReadSizes#MOST}
   */
  ByteBuf get(ByteBufAllocator allocator, int size) {
    if (exact) {
      return allocator.ioBuffer(size);
    }
    int place = Integer.numberOfTrailingZeros(size) - LEAST;
    ByteBuf last = kept[place];
    // A handler may have given it another capacity.
    if (last != null && last.refCnt() == 1 && last.capacity() == size) {
      return last.clear().retain();
    }
    return replace(place, allocator.ioBuffer(size));
  }

  private ByteBuf replace(int place, ByteBuf next) {
    give(kept[place]);
    kept[place] = next;
    return next.retain();
  }

  /** One that was released too often is gone already. */
  private static void give(@Nullable ByteBuf buffer) {
    if (buffer != null && buffer.refCnt() > 0) {
      buffer.release();
    }
  }

  void release() {
    for (int i = 0; i < kept.length; i++) {
      give(kept[i]);
      kept[i] = null;
    }
  }
}
