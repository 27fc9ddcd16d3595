package dev.weir.server.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counters of one loop. Written by that loop alone, without a lock; read by any thread, which sees
 * whole and recent values.
 */
public final class Tally {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  /** Room on both sides, so that two loops never write to one cache line. */
  private static final int MARGIN = 16;

  private final long[] slots = new long[MARGIN + Count.values().length + MARGIN];

  /** Counters that start at zero. */
  public Tally() {}

  /**
   * Adds to a counter. On the loop that owns it.
   *
   * @param count which
   * @param amount from 0
   */
  public void add(Count count, long amount) {
    int slot = MARGIN + count.slot();
    SLOT.setOpaque(slots, slot, slots[slot] + amount);
  }

  /**
   * Reads a counter. Any thread.
   *
   * @param count which
   * @return what has been counted; never goes back
   */
  public long get(Count count) {
    return (long) SLOT.getOpaque(slots, MARGIN + count.slot());
  }
}
