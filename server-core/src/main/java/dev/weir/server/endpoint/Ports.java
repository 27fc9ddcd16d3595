package dev.weir.server.endpoint;

import java.util.stream.IntStream;

/**
 * A port, or several in a row.
 *
 * @param first 0 to 65535; 0 lets the kernel choose
 * @param last the same as the first for one port, else above it
 */
public record Ports(int first, int last) {
  /** Of an endpoint that has none. */
  public static final Ports NONE = of(0);

  /**
   * One or more ports.
   *
   * @throws IllegalArgumentException where a number is out of range, or the last is below the first
   */
  public Ports {
    EndpointParser.checkPort(Integer.toString(first));
    EndpointParser.checkPort(Integer.toString(last));
    if (last < first || (first == 0 && last > 0)) {
      throw EndpointParser.refused(
          "ports", first + "-" + last, "from 1, the lower one first", "write such as 7000-7009");
    }
  }

  /**
   * One port.
   *
   * @param port 0 to 65535
   * @return that port alone
   * @throws IllegalArgumentException where the port is out of range
   */
  public static Ports of(int port) {
    return new Ports(port, port);
  }

  /**
   * Whether there is one port.
   *
   * @return false for several in a row
   */
  public boolean single() {
    return first == last;
  }

  /**
   * Every port.
   *
   * @return from the first to the last
   */
  public IntStream each() {
    return IntStream.rangeClosed(first, last);
  }

  /** As it is written: {@code 7} or {@code 7000-7009}. */
  @Override
  public String toString() {
    return single() ? Integer.toString(first) : first + "-" + last;
  }
}
