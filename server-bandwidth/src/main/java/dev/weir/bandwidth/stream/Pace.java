package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Gate;

/**
 * How fast a stream sends: whole blocks, as long as what it has sent since it began is less than
 * the rate times the time. After a stall TCP catches up at full speed, UDP at twice the rate.
 *
 * @param bitsPerSecond of payload, 0 for as fast as it goes
 * @param burst blocks that are sent together, from 1
 */
public record Pace(long bitsPerSecond, int burst) {
  private static final Pace UNLIMITED = new Pace(0, 1);

  /**
   * A pace.
   *
   * @throws IllegalArgumentException where a value is out of range
   */
  public Pace {
    if (bitsPerSecond < 0) {
      throw new IllegalArgumentException(
          "bitsPerSecond: " + bitsPerSecond + " (expected: 0 or more; 0 is unlimited)");
    }
    if (burst < 1) {
      throw new IllegalArgumentException("burst: " + burst + " (expected: 1 or more blocks)");
    }
  }

  /**
   * As fast as it goes.
   *
   * @return the pace
   */
  public static Pace unlimited() {
    return UNLIMITED;
  }

  /**
   * An average rate.
   *
   * @param bitsPerSecond of payload, 0 for as fast as it goes
   * @param burst blocks that are sent together, from 1
   * @return the pace
   */
  public static Pace bits(long bitsPerSecond, int burst) {
    return new Pace(bitsPerSecond, burst);
  }

  /** The gate that holds a stream of such blocks to this pace. */
  Gate gate(int blockBytes) {
    return bitsPerSecond == 0 ? Gate.OPEN : new AverageRate(bitsPerSecond, burst, blockBytes);
  }

  /** The gate for datagrams of such a size. */
  Gate datagramGate(int bytes) {
    return bitsPerSecond == 0
        ? Gate.OPEN
        : new GentleCatchUp(new AverageRate(bitsPerSecond, burst, bytes));
  }
}
