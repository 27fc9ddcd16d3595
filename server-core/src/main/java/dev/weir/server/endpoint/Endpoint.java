package dev.weir.server.endpoint;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.stream.Stream;

/**
 * An address to listen on or to connect to. Immutable; equal where all parts are.
 *
 * <pre>
 * endpoint  = ("tcp" | "udp") "://" host ":" ports [ query ]
 *           | ( "unix" | "unixgram" ) "://" ( path | "@" name ) [ query ]
 *           | "fd://" ( number | name )
 * host      = ""                                  every address, IPv4 and IPv6: one dual-stack socket
 *           | IPv4                                10.0.0.1; 0.0.0.0 is every IPv4 address and no IPv6
 *           | "[" IPv6 [ "%" interface ] "]"      [fe80::1%eth0]; [::] is every IPv6 address and no IPv4
 *           | name                                localhost; letters, digits, "-", "_" and "."
 * ports     = port [ "-" port ]                   7 or 7000-7009: a listener for each
 * port      = 0 to 65535                          decimal; 0 lets the kernel choose a free one
 * path      = "/" anything but "?" and control characters, at most 107 bytes
 * query     = "?" name "=" value *( "&amp;" name "=" value )
 *             netns=NAME|PATH|PID                 tcp, udp, unix[gram]://@: the socket is born in that
 *                                                 network namespace, and belongs to it for ever
 *             device=NAME                         tcp, udp: only that interface carries its packets
 *             mode=0660                           unix with a path: permissions of the file
 *             owner=NAME|NUMBER                   unix with a path: whom the file belongs to
 *             group=NAME|NUMBER
 * </pre>
 *
 * <p>The scheme may be in either case. So {@code tcp://:7} serves both families by one socket, and
 * {@code tcp://0.0.0.0:7} with {@code tcp://[::]:7} serves them by two, whatever the system's
 * {@code net.ipv6.bindv6only} is. Where the system has no IPv6, an empty host is every IPv4
 * address. A name is looked up when the socket is made, outside of any namespace: a server listens
 * on the first address found, a client tries them in order.
 *
 * <p>{@code unix:///run/echo.sock} is a stream socket with a file. A server replaces a socket's
 * file that nobody answers behind, never another's socket and never anything else, and removes the
 * file when it closes, unless another has taken its place. Without {@code mode} the file has what
 * the process's umask leaves of 0777; a client needs the right to write to it. {@code unix://@echo}
 * is a socket with an abstract name, which has no file and no permissions. {@code unixgram://} is
 * the same for datagrams, on epoll alone: a peer is answered at the name that it has bound, and one
 * without a name cannot be answered.
 *
 * <p>{@code fd://3} is a listening socket that whoever started the process has opened and handed
 * over, {@code fd://web} the one that it named so, as systemd's socket activation does ({@code
 * LISTEN_FDS}, {@code LISTEN_FDNAMES}, {@code LISTEN_PID}). What it speaks is asked of the kernel.
 * Its file and its address stay when the server closes. A descriptor can only be listened on.
 *
 * @param scheme what is spoken there, or how the socket is had
 * @param host the host without brackets, empty for every address of both families; for unix the
 *     path, or {@code @} and the name; for fd the number or name
 * @param ports none but for TCP and UDP
 * @param placement what belongs to the socket alone
 */
public record Endpoint(Scheme scheme, String host, Ports ports, Placement placement) {
  /**
   * An endpoint of its parts.
   *
   * @throws IllegalArgumentException where a part breaks the grammar
   */
  public Endpoint {
    EndpointParser.check(scheme, host, ports);
    PlacementParser.checkFit(scheme, host, placement);
  }

  /**
   * An endpoint with a host and one port, and nothing special.
   *
   * @param scheme TCP or UDP
   * @param host as in the grammar, without brackets
   * @param port 0 to 65535
   * @throws IllegalArgumentException where a part breaks the grammar
   */
  public Endpoint(Scheme scheme, String host, int port) {
    this(scheme, host, Ports.of(port), Placement.NONE);
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
   * The port.
   *
   * @return the first of several, 0 where there is none
   */
  public int port() {
    return ports.first();
  }

  /**
   * The same endpoint at another port.
   *
   * @param other 0 to 65535
   * @return the endpoint with that port alone
   * @throws IllegalArgumentException where the port is out of range, or the scheme has no ports
   */
  public Endpoint withPort(int other) {
    return new Endpoint(scheme, host, Ports.of(other), placement);
  }

  /**
   * The endpoint that another kind of socket has at the same place.
   *
   * @param other TCP or UDP
   * @return with that scheme
   * @throws IllegalArgumentException where the scheme has no hosts and ports
   */
  public Endpoint speaking(Scheme other) {
    return new Endpoint(other, host, ports, other == Scheme.TCP ? placement : placement.onePath());
  }

  /**
   * The same over several paths at once, or over one.
   *
   * @param wanted see {@link Placement#multipath()}
   * @return a copy
   * @throws IllegalArgumentException where it is no TCP endpoint
   */
  public Endpoint multipath(boolean wanted) {
    return new Endpoint(
        scheme, host, ports, placement.with(PlacementParser.MULTIPATH, wanted ? "on" : "off"));
  }

  /**
   * The endpoints that a range of ports stands for.
   *
   * @return one for each port, in order; this endpoint where it has no range
   */
  public Stream<Endpoint> each() {
    return ports.single() ? Stream.of(this) : ports.each().mapToObj(this::withPort);
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
   * @return false for an empty host, for an address in figures, and where there are no hosts
   */
  public boolean named() {
    return scheme.internet()
        && !dualStack()
        && !NetUtil.isValidIpV4Address(host)
        && !NetUtil.isValidIpV6Address(host);
  }

  /**
   * Whether the endpoint is a Unix socket without a file.
   *
   * @return true for such as {@code unix://@echo}
   */
  public boolean unlisted() {
    return scheme.unix() && host.startsWith("@");
  }

  /**
   * The socket address. Looks nothing up: a name, or an address with an interface, stays
   * unresolved.
   *
   * @return the address; of IPv6's wildcard where the host is empty
   * @throws IllegalStateException where the scheme has no hosts and ports
   */
  public InetSocketAddress address() {
    if (!scheme.internet()) {
      throw new IllegalStateException("address: of " + this + " (expected: of tcp or udp)");
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(dualStack() ? "::" : host);
    return bytes == null || host.contains("%")
        ? InetSocketAddress.createUnresolved(host, port())
        : new InetSocketAddress(Literal.of(bytes), port());
  }

  /** The endpoint as it is written: {@code tcp://[::1]:7}. */
  @Override
  public String toString() {
    return scheme.text() + "://" + place() + placement;
  }

  private String place() {
    if (!scheme.internet()) {
      return host;
    }
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + ports;
  }
}
