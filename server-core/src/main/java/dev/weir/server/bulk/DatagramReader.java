package dev.weir.server.bulk;

import java.lang.foreign.MemorySegment;

/** Looks at each datagram of a batch. Called on the channel's loop; must not block. */
@FunctionalInterface
public interface DatagramReader {
  /** What can be read of a datagram at least, in bytes, or all of it where it is shorter. */
  int VISIBLE = 64;

  /**
   * One datagram.
   *
   * @param memory where its first bytes are, valid during this call only
   * @param offset where in the memory, in bytes
   * @param length of the datagram on the wire, in bytes; only the first {@link #VISIBLE} of them
   *     may be read
   * @param nanoTime when the batch it came in was received, as {@link System#nanoTime()}
   */
  void datagram(MemorySegment memory, long offset, int length, long nanoTime);
}
