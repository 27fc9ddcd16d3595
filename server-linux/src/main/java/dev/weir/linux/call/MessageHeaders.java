package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An array of struct mmsghdr, each with one iovec and room for one control message. */
final class MessageHeaders {
  /** Bytes of struct mmsghdr on 64-bit machines. */
  private static final int HEADER = 64;

  private static final int VECTOR = 16;

  /** Room for a control message with an int, CMSG_SPACE(4), and more for what others add. */
  private static final int CONTROL = 64;

  private final int count;
  private final MemorySegment headers;
  private final MemorySegment vectors;
  private final MemorySegment controls;

  MessageHeaders(int count) {
    this.count = count;
    Arena arena = Arena.ofAuto();
    headers = arena.allocate((long) count * HEADER, Long.BYTES);
    vectors = arena.allocate((long) count * VECTOR, Long.BYTES);
    controls = arena.allocate((long) count * CONTROL, Long.BYTES);
    for (int i = 0; i < count; i++) {
      long header = (long) i * HEADER;
      headers.set(JAVA_LONG, header + 16, vectors.address() + (long) i * VECTOR);
      headers.set(JAVA_LONG, header + 24, 1);
    }
  }

  int count() {
    return count;
  }

  /** The array, from a message on; valid while this object is reachable. */
  long address(int first) {
    return headers.address() + (long) first * HEADER;
  }

  void data(int message, long address, long length) {
    vectors.set(JAVA_LONG, (long) message * VECTOR, address);
    vectors.set(JAVA_LONG, (long) message * VECTOR + 8, length);
  }

  /** Offers the kernel room for control messages; it overwrites the offer on each receive. */
  void offerControl(int message) {
    long header = (long) message * HEADER;
    headers.set(JAVA_LONG, header + 32, controls.address() + (long) message * CONTROL);
    headers.set(JAVA_LONG, header + 40, CONTROL);
  }

  /** Length of the message, as sent or received. */
  int length(int message) {
    return headers.get(JAVA_INT, (long) message * HEADER + 56);
  }

  /** The int of the first control message where it is of this level and type, else 0. */
  int control(int message, int level, int type) {
    long at = (long) message * CONTROL;
    boolean present =
        headers.get(JAVA_LONG, (long) message * HEADER + 40) >= 20
            && controls.get(JAVA_INT, at + 8) == level
            && controls.get(JAVA_INT, at + 12) == type;
    return present ? controls.get(JAVA_INT, at + 16) : 0;
  }
}
