package dev.weir.server.testing;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Allocates a channel's buffers and remembers where each was made. Any thread. */
final class CountedBuffers extends AbstractByteBufAllocator {
  private static final int FORGET_EVERY = 4096;

  /** A buffer, and the call that made it. */
  record Made(ByteBuf buffer, Throwable where) {
    boolean held() {
      return buffer.refCnt() > 0;
    }
  }

  private final Queue<Made> made = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();

  CountedBuffers() {
    super(true);
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return remembered(new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity));
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    return remembered(new UnpooledDirectByteBuf(this, initialCapacity, maxCapacity));
  }

  private ByteBuf remembered(ByteBuf buffer) {
    if (number.incrementAndGet() % FORGET_EVERY == 0) {
      made.removeIf(known -> !known.held());
    }
    made.add(new Made(buffer, new Throwable("a buffer that nobody released was made here")));
    return buffer;
  }

  @Override
  public boolean isDirectBufferPooled() {
    return false;
  }

  /** Those that were not released, oldest first. */
  List<Made> held() {
    return made.stream().filter(Made::held).toList();
  }
}
