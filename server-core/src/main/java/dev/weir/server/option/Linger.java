package dev.weir.server.option;

/**
 * What close does with data that the peer has not acknowledged.
 *
 * @param on false: close returns at once and the kernel goes on sending, which is the usual way
 * @param seconds while on: how long close waits, 0 to 65535; 0 resets the connection. Ignored while
 *     off
 */
public record Linger(boolean on, int seconds) {
  /** The usual way: the kernel sends what is left after close has returned. */
  public static final Linger OFF = new Linger(false, 0);

  /** Close drops what is left and resets the connection. */
  public static final Linger RESET = new Linger(true, 0);

  /**
   * A value in range.
   *
   * @throws IllegalArgumentException where the seconds are out of range
   */
  public Linger {
    if (seconds < 0 || seconds > 65_535) {
      throw new IllegalArgumentException("linger: " + seconds + " s (expected: 0 to 65535)");
    }
  }
}
