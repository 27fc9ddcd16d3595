package dev.weir.bandwidth.report;

/**
 * One end of a connection as it is printed.
 *
 * @param host the name as typed, or a numeric address; an IPv4 address mapped into IPv6 is given as
 *     plain IPv4
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {

  /** As it is written: {@code 127.0.0.1:5201}, {@code [::1]:5201}. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
