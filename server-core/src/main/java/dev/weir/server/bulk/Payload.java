package dev.weir.server.bulk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.weir.linux.call.MemoryFile;
import dev.weir.linux.call.SystemCallException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.Optional;

/**
 * Bytes to be sent over and over: one block, repeated in memory until writes are large enough to be
 * cheap. Never changes, so any number of transfers on any loops may share it.
 */
public final class Payload {
  /** Where larger writes no longer paid, measured on loopback. */
  private static final int WRITE = 256 * 1024;

  private static final int MAX_BLOCK = 64 * 1024 * 1024;

  private static final Cleaner CLEANER = Cleaner.create();

  private final MemorySegment memory;
  private final Optional<MemoryFile> file;

  private Payload(MemorySegment memory, Optional<MemoryFile> file) {
    this.memory = memory;
    this.file = file;
    file.ifPresent(each -> CLEANER.register(this, new Closing(each)));
  }

  private record Closing(MemoryFile file) implements Runnable {
    @Override
    public void run() {
      try {
        file.close();
      } catch (SystemCallException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /**
   * A payload of one block.
   *
   * @param block its bytes, copied; from 1 byte to 64 MiB
   * @return the payload, its memory off heap and freed when it is no longer reachable
   */
  public static Payload of(byte[] block) {
    return new Payload(repeated(block), Optional.empty());
  }

  /**
   * A payload of one block that the kernel sends from its own pages, without a copy: sendfile(2)
   * from a file in memory. Transfers that go through the pipeline copy it all the same.
   *
   * @param block its bytes, copied; from 1 byte to 64 MiB
   * @return the payload, its file closed when it is no longer reachable
   * @throws IOException where the kernel gives no such file
   */
  public static Payload uncopied(byte[] block) throws IOException {
    MemorySegment memory = repeated(block);
    return new Payload(memory, Optional.of(MemoryFile.of(memory)));
  }

  private static MemorySegment repeated(byte[] block) {
    if (block.length < 1 || block.length > MAX_BLOCK) {
      throw new IllegalArgumentException(
          "block: " + block.length + " bytes (expected: 1 to " + MAX_BLOCK + ")");
    }
    int blocks = Math.ceilDiv(WRITE, block.length);
    MemorySegment memory = Arena.ofAuto().allocate((long) blocks * block.length, Long.BYTES);
    for (int i = 0; i < blocks; i++) {
      MemorySegment.copy(block, 0, memory, JAVA_BYTE, (long) i * block.length, block.length);
    }
    return memory;
  }

  /** Where the kernel has it in pages of its own. */
  Optional<MemoryFile> file() {
    return file;
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
