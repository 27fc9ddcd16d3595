package dev.weir.server.endpoint;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/**
 * An address to listen on or to connect to. Immutable; equal where scheme, host and port are.
 *
 * <pre>
 * endpoint = scheme "://" host ":" port
 * scheme   = "tcp" | "udp"                       in either case
 * host     = ""                                  every address, IPv4 and IPv6: one dual-stack socket
 *          | IPv4                                10.0.0.1; 0.0.0.0 is every IPv4 address and no IPv6
 *          | "[" IPv6 [ "%" interface ] "]"      [fe80::1%eth0]; [::] is every IPv6 address and no IPv4
 *          | name                                localhost; letters, digits, "-", "_" and "."
 * port     = 0 to 65535                          decimal; 0 lets the kernel choose a free one
 * </pre>
 *
 * <p>So {@code tcp://:7} serves both families by one socket, and {@code tcp://0.0.0.0:7} with
 * {@code tcp://[::]:7} serves them by two, whatever the system's {@code net.ipv6.bindv6only} is.
 * Where the system has no IPv6, an empty host is every IPv4 address. A name is looked up when the
 * socket is made: a server listens on the first address found, a client tries them in order.
 *
 * @param scheme what is spoken there
 * @param host the host without brackets; empty for every address of both families
 * @param port 0 to 65535
 */
public record Endpoint(Scheme scheme, String host, int port) {
  /**
   * An endpoint of its parts.
   *
   * @throws IllegalArgumentException where host or port break the grammar
   */
  public Endpoint {
    EndpointParser.checkHost(host);
    EndpointParser.checkPort(Integer.toString(port));
  }

  /**
   * Reads an endpoint.
   *
   * @param text such as {@code tcp://:7}
   * @return the endpoint
   * @throws IllegalArgumentException where the text breaks the grammar; the message names the
   *     value, what was expected, and what to write instead
   */
  public static Endpoint parse(String text) {
    return EndpointParser.parse(text);
  }

  /**
   * The same endpoint at another port.
   *
   * @param other 0 to 65535
   * @return the endpoint with that port
   * @throws IllegalArgumentException where the port is out of range
   */
  public Endpoint withPort(int other) {
    return new Endpoint(scheme, host, other);
  }

  /**
   * Whether the host is empty: every address of both families.
   *
   * @return true for such as {@code tcp://:7}
   */
  public boolean dualStack() {
    return host.isEmpty();
  }

  /**
   * Whether the host is a name, which has to be looked up.
   *
   * @return false for an empty host and for an address in figures
   */
  public boolean named() {
    return !dualStack() && !NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host);
  }

  /**
   * The socket address. Looks nothing up: a name, or an address with an interface, stays
   * unresolved.
   *
   * @return the address; of IPv6's wildcard where the host is empty
   */
  public InetSocketAddress address() {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(dualStack() ? "::" : host);
    return bytes == null || host.contains("%")
        ? InetSocketAddress.createUnresolved(host, port)
        : new InetSocketAddress(Literal.of(bytes), port);
  }

  /** The endpoint as it is written: {@code tcp://[::1]:7}. */
  @Override
  public String toString() {
    String written = host.contains(":") ? "[" + host + "]" : host;
    return scheme.text() + "://" + written + ":" + port;
  }
}
