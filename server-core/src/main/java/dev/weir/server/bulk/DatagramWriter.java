package dev.weir.server.bulk;

import java.lang.foreign.MemorySegment;

/**
 * Writes what differs from datagram to datagram, such as a number, just before it is sent. Called
 * on the channel's loop; must not block.
 */
@FunctionalInterface
public interface DatagramWriter {
  /**
   * One datagram. It may be asked for again under the same number where the kernel did not take it.
   *
   * @param memory holds the datagram, with what earlier calls wrote
   * @param offset where in the memory it begins, in bytes
   * @param number its number in this transfer, from 0
   * @param nanoTime of this batch, as {@link System#nanoTime()}
   */
  void write(MemorySegment memory, long offset, long number, long nanoTime);
}
