package dev.weir.server.bulk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Bytes to be sent over and over: one block, repeated in memory until writes are large enough to be
 * cheap. Never changes, so any number of transfers on any loops may share it.
 */
public final class Payload {
  /** Where larger writes no longer paid, measured on loopback. */
  private static final int WRITE = 256 * 1024;

  private static final int MAX_BLOCK = 64 * 1024 * 1024;

  private final MemorySegment memory;

  private Payload(MemorySegment memory) {
    this.memory = memory;
  }

  /**
   * A payload of one block.
   *
   * @param block its bytes, copied; from 1 byte to 64 MiB
   * @return the payload, its memory off heap and freed when it is no longer reachable
   */
  public static Payload of(byte[] block) {
    if (block.length < 1 || block.length > MAX_BLOCK) {
      throw new IllegalArgumentException(
          "block: " + block.length + " bytes (expected: 1 to " + MAX_BLOCK + ")");
    }
    int blocks = Math.ceilDiv(WRITE, block.length);
    MemorySegment memory = Arena.ofAuto().allocate((long) blocks * block.length, Long.BYTES);
    for (int i = 0; i < blocks; i++) {
      MemorySegment.copy(block, 0, memory, JAVA_BYTE, (long) i * block.length, block.length);
    }
    return new Payload(memory);
  }

  MemorySegment memory() {
    return memory;
  }

  long size() {
    return memory.byteSize();
  }

  /** The same bytes for a pipeline. Releasing it does nothing: its memory is the payload's. */
  ByteBuf buffer() {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(memory.asByteBuffer()));
  }
}
