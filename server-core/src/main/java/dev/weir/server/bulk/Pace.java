package dev.weir.server.bulk;

/**
 * How fast a transfer sends: whole blocks, as long as what it has sent since it began is less than
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

  /**
   * An average number of datagrams.
   *
   * @param perSecond from 1
   * @param bytes of each, as they are sent by {@link Bulk#datagramSource}; from 1
   * @return the pace
   */
  public static Pace datagrams(long perSecond, int bytes) {
    if (perSecond < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "datagrams: %d per second of %d bytes (expected: 1 or more)".formatted(perSecond, bytes));
    }
    return new Pace(Math.multiplyExact(perSecond, bytes * (long) Byte.SIZE), 1);
  }

  /**
   * The gate that holds a stream of blocks to this pace.
   *
   * @param blockBytes of each, from 1
   * @return for one transfer or several
   */
  public Gate gate(int blockBytes) {
    return bitsPerSecond == 0 ? Gate.OPEN : new AverageRate(bitsPerSecond, burst, blockBytes);
  }

  /**
   * The gate that holds datagrams to this pace, spread as evenly as the loop's timer is precise.
   * Where the interface queues by fq, the kernel is asked to space what is sent
   * (SO_MAX_PACING_RATE); elsewhere, by etf too, which needs a time for each datagram (SO_TXTIME),
   * it is the timer alone, and the log says once why.
   *
   * @param bytes of each, from 1
   * @return for one transfer
   */
  public Gate datagramGate(int bytes) {
    return bitsPerSecond == 0
        ? Gate.OPEN
        : new GentleCatchUp(new AverageRate(bitsPerSecond, burst, bytes));
  }
}
