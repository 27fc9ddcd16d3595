package dev.weir.server.connection;

/**
 * How much waits, and how fast bytes move. Rates are in bytes of payload a second, each direction
 * by itself, 0 for no limit; what a transfer of {@code dev.weir.server.bulk} moves keeps to them
 * too.
 *
 * @param outbound bytes that may wait to be sent, of a connection or a datagram socket, from 64 KiB
 * @param overflow what happens while much waits
 * @param rateIn of each connection, what is read
 * @param rateOut of each connection, what is sent
 * @param serverRateIn of all connections together, what is read
 * @param serverRateOut of all connections together, what is sent
 */
public record Flow(
    int outbound,
    Overflow overflow,
    long rateIn,
    long rateOut,
    long serverRateIn,
    long serverRateOut) {

  static final Flow DEFAULTS = new Flow(64 * 1024 * 1024, Overflow.STOP_READING, 0, 0, 0, 0);

  private static final int LEAST_OUTBOUND = 64 * 1024;
  private static final long LEAST_RATE = 1024;
  private static final long MOST_RATE = 1L << 40;

  /**
   * Limits in range.
   *
   * @throws IllegalArgumentException where one is out of range
   */
  public Flow {
    Limits.require(outbound >= LEAST_OUTBOUND, "outbound", outbound, "from 65536 bytes");
    require("rateIn", rateIn);
    require("rateOut", rateOut);
    require("serverRateIn", serverRateIn);
    require("serverRateOut", serverRateOut);
  }

  private static void require(String name, long rate) {
    boolean inRange = rate == 0 || (rate >= LEAST_RATE && rate <= MOST_RATE);
    Limits.require(inRange, name, rate, "0 for no limit, or 1024 to 2^40 bytes a second");
  }

  /**
   * Whether any rate is limited.
   *
   * @return false where all are 0
   */
  public boolean shaped() {
    return (rateIn | rateOut | serverRateIn | serverRateOut) != 0;
  }

  Flow outbound(int bytes) {
    return new Flow(bytes, overflow, rateIn, rateOut, serverRateIn, serverRateOut);
  }

  Flow overflow(Overflow policy) {
    return new Flow(outbound, policy, rateIn, rateOut, serverRateIn, serverRateOut);
  }

  Flow rates(long in, long out) {
    return new Flow(outbound, overflow, in, out, serverRateIn, serverRateOut);
  }

  Flow serverRates(long in, long out) {
    return new Flow(outbound, overflow, rateIn, rateOut, in, out);
  }
}
