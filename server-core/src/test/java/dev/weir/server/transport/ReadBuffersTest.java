package dev.weir.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadBuffersTest {
  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private final ReadBuffers buffers = new ReadBuffers(false);

  @AfterEach
  void release() {
    buffers.release();
  }

  @Test
  void whatWasReleasedServesTheNext() {
    ByteBuf first = buffers.get(ALLOCATOR, 256);
    first.writeZero(100).readerIndex(3);
    first.release();
    ByteBuf second = buffers.get(ALLOCATOR, 256);
    assertThat(second).isSameAs(first);
    assertThat(second.readerIndex()).isZero();
    assertThat(second.writableBytes()).isEqualTo(256);
    second.release();
  }

  @Test
  void whatAHandlerKeepsIsItsOwn() {
    ByteBuf kept = buffers.get(ALLOCATOR, 1024);
    kept.writeZero(1).setByte(0, 7);
    ByteBuf next = buffers.get(ALLOCATOR, 1024);
    next.writeZero(1).setByte(0, 8);
    assertThat(next).isNotSameAs(kept);
    assertThat(kept.getByte(0)).isEqualTo((byte) 7);
    next.release();
    kept.release();
    assertThat(kept.refCnt()).isZero();
  }

  @Test
  void aPartThatAHandlerKeepsIsItsOwn() {
    ByteBuf read = buffers.get(ALLOCATOR, 512);
    ByteBuf part = read.writeZero(10).readRetainedSlice(5);
    read.release();
    ByteBuf next = buffers.get(ALLOCATOR, 512);
    assertThat(next).isNotSameAs(read);
    next.release();
    part.release();
    assertThat(read.refCnt()).isZero();
  }

  @Test
  void eachSizeHasItsOwn() {
    for (int size = ReadSizes.LEAST; size <= ReadSizes.MOST; size *= 2) {
      ByteBuf buffer = buffers.get(ALLOCATOR, size);
      assertThat(buffer.capacity()).isEqualTo(size);
      buffer.release();
    }
  }

  @Test
  void oneOfAnotherCapacityIsNotReadIntoAgain() {
    ByteBuf changed = buffers.get(ALLOCATOR, 256);
    changed.capacity(10);
    changed.release();
    ByteBuf next = buffers.get(ALLOCATOR, 256);
    assertThat(next.capacity()).isEqualTo(256);
    next.release();
    assertThat(changed.refCnt()).isZero();
  }

  @Test
  void oneThatWasReleasedTooOftenIsForgotten() {
    ByteBuf wronged = buffers.get(ALLOCATOR, 256);
    wronged.release(2);
    ByteBuf next = buffers.get(ALLOCATOR, 256);
    assertThat(next).isNotSameAs(wronged);
    next.release();
  }

  @Test
  void whereLeaksAreTracedEachReadHasItsOwn() {
    ReadBuffers exact = new ReadBuffers(true);
    ByteBuf first = exact.get(ALLOCATOR, 256);
    assertThat(first.refCnt()).isEqualTo(1);
    first.release();
    ByteBuf second = exact.get(ALLOCATOR, 256);
    assertThat(second).isNotSameAs(first);
    second.release();
  }
}
