package dev.weir.bandwidth.stream;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * The first bytes of a datagram of a test: when it was sent (seconds and microseconds of a clock
 * that only the sender knows), then its number, from 1, in 32 or 64 bits; all big-endian.
 */
enum UdpHeader {
  NUMBER_32(12),
  NUMBER_64(16);

  private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int bytes;

  UdpHeader(int bytes) {
    this.bytes = bytes;
  }

  static UdpHeader of(boolean counters64) {
    return counters64 ? NUMBER_64 : NUMBER_32;
  }

  int bytes() {
    return bytes;
  }

  void write(MemorySegment memory, long offset, long number, long nanoTime) {
    memory.set(INT, offset, (int) (nanoTime / SECOND));
    memory.set(INT, offset + 4, (int) (nanoTime % SECOND / 1000));
    if (this == NUMBER_64) {
      memory.set(INT, offset + 8, (int) (number >>> Integer.SIZE));
      memory.set(INT, offset + 12, (int) number);
    } else {
      memory.set(INT, offset + 8, (int) number);
    }
  }

  long number(MemorySegment memory, long offset) {
    long first = Integer.toUnsignedLong(memory.get(INT, offset + 8));
    return this == NUMBER_32
        ? first
        : first << Integer.SIZE | Integer.toUnsignedLong(memory.get(INT, offset + 12));
  }

  static long sentNanos(MemorySegment memory, long offset) {
    long seconds = Integer.toUnsignedLong(memory.get(INT, offset));
    long micros = Integer.toUnsignedLong(memory.get(INT, offset + 4));
    return seconds * SECOND + micros * 1000;
  }
}
