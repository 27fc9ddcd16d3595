package dev.weir.server.option;

import static dev.weir.server.option.Scope.CONNECTION;
import static dev.weir.server.option.Scope.DATAGRAM;
import static dev.weir.server.option.Scope.LISTENER;

import dev.weir.server.option.SocketOption.Notes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every socket option that Weir knows, as data: text form, checks and reference come from here. */
public final class OptionCatalogue {
  private static final int SOL_SOCKET = 1;
  private static final int SOL_TCP = 6;
  private static final Set<Scope> ALL = Set.of(LISTENER, CONNECTION, DATAGRAM);
  private static final Set<Scope> STREAM = Set.of(LISTENER, CONNECTION);
  private static final OptionType<Boolean> FLAG = new FlagType();

  /** Bind an address that connections in TIME_WAIT still use. */
  public static final SocketOption<Boolean> SO_REUSEADDR =
      new SocketOption<>(
          "SO_REUSEADDR",
          SOL_SOCKET,
          2,
          FLAG,
          ALL,
          new Notes(
              "A socket may bind an address that closed connections in TIME_WAIT still use. It does"
                  + " not let two sockets listen at one TCP address.",
              "on for TCP listeners, off otherwise",
              "2.0",
              "none",
              "For UDP it lets several sockets bind one port, and unicast datagrams reach only the"
                  + " last: choose it for multicast alone.",
              ""));

  /** Several sockets at one address, the kernel spreads the load. */
  public static final SocketOption<Boolean> SO_REUSEPORT =
      new SocketOption<>(
          "SO_REUSEPORT",
          SOL_SOCKET,
          15,
          FLAG,
          Set.of(LISTENER, DATAGRAM),
          new Notes(
              "Several sockets of one user share an address, and the kernel spreads connections and"
                  + " datagrams over them by a hash of both addresses.",
              "off; on where a server has more than one shard",
              "3.9",
              "none",
              "A second program that sets it takes part of the load without an error. Weir binds the"
                  + " first socket without it, so a port that is taken is always an error.",
              ""));

  /** Receive buffer. */
  public static final SocketOption<Integer> SO_RCVBUF =
      new SocketOption<>(
          "SO_RCVBUF",
          SOL_SOCKET,
          8,
          new SizeType(),
          ALL,
          new Notes(
              "Bytes of received data that may wait in the kernel.",
              "TCP: tuned by the kernel within net.ipv4.tcp_rmem; UDP: net.core.rmem_default",
              "2.0",
              "none up to the limit",
              "For TCP it switches the kernel's own tuning off, and must be set before the"
                  + " connection is made to count for the window. The kernel doubles the value for its"
                  + " book-keeping; Weir reports the half.",
              "net.core.rmem_max"));

  /** Send buffer. */
  public static final SocketOption<Integer> SO_SNDBUF =
      new SocketOption<>(
          "SO_SNDBUF",
          SOL_SOCKET,
          7,
          new SizeType(),
          ALL,
          new Notes(
              "Bytes that may wait in the kernel to be sent and acknowledged.",
              "TCP: tuned by the kernel within net.ipv4.tcp_wmem; UDP: net.core.wmem_default",
              "2.0",
              "none up to the limit",
              "For TCP it switches the kernel's own tuning off. The kernel doubles the value for its"
                  + " book-keeping; Weir reports the half.",
              "net.core.wmem_max"));

  /** Probes on a silent connection. */
  public static final SocketOption<Boolean> SO_KEEPALIVE =
      new SocketOption<>(
          "SO_KEEPALIVE",
          SOL_SOCKET,
          9,
          FLAG,
          STREAM,
          new Notes(
              "The kernel probes a silent connection and ends it when the peer does not answer.",
              "off",
              "2.0",
              "none",
              "The first probe comes after net.ipv4.tcp_keepalive_time, two hours by default.",
              ""));

  /** What close does with unsent data. */
  public static final SocketOption<Linger> SO_LINGER =
      new SocketOption<>(
          "SO_LINGER",
          SOL_SOCKET,
          13,
          new LingerType(),
          STREAM,
          new Notes(
              "What close does with data that the peer has not acknowledged: off lets the kernel go"
                  + " on sending, 0s drops it and resets the connection.",
              "off",
              "2.0",
              "none",
              "With a time above 0, closing blocks a thread for that long; Netty moves that close to"
                  + " a thread of its own.",
              ""));

  /** No waiting for fuller segments. */
  public static final SocketOption<Boolean> TCP_NODELAY =
      new SocketOption<>(
          "TCP_NODELAY",
          SOL_TCP,
          1,
          FLAG,
          STREAM,
          new Notes(
              "Small segments are sent at once instead of waiting for the acknowledgement of earlier"
                  + " ones (Nagle's algorithm).",
              "on (the kernel's own default is off)",
              "2.0",
              "none",
              "Many small writes become many small packets: flush once per batch.",
              ""));

  /** How long unacknowledged data is tried. */
  public static final SocketOption<Duration> TCP_USER_TIMEOUT =
      new SocketOption<>(
          "TCP_USER_TIMEOUT",
          SOL_TCP,
          18,
          new TimeType(),
          STREAM,
          new Notes(
              "How long sent data may stay unacknowledged, or a full peer closed, before the kernel"
                  + " ends the connection with ETIMEDOUT; in milliseconds.",
              "0: until net.ipv4.tcp_retries2 is used up, about 15 minutes",
              "2.6.37",
              "none",
              "With keep-alive it also replaces the number of probes.",
              ""));

  /** Congestion control by name. */
  public static final SocketOption<String> TCP_CONGESTION =
      new SocketOption<>(
          "TCP_CONGESTION",
          SOL_TCP,
          13,
          new NameType(15),
          STREAM,
          new Notes(
              "The congestion control of the sending side, by name, such as cubic or bbr.",
              "net.ipv4.tcp_congestion_control",
              "2.6.13",
              "none for net.ipv4.tcp_allowed_congestion_control, CAP_NET_ADMIN for others",
              "A name that the kernel does not have is refused with ENOENT.",
              ""));

  /** The byte of IPv4's header that routers read. */
  public static final SocketOption<Integer> IP_TOS =
      new SocketOption<>(
          "IP_TOS",
          0,
          1,
          new NumberType(0, 255),
          ALL,
          new Notes(
              "The type-of-service byte of sent IPv4 packets: DSCP in its upper six bits.",
              "0",
              "2.0",
              "none; CAP_NET_ADMIN for precedence 6 and 7 on old kernels",
              "IPv6 has IPV6_TCLASS instead: an address of IPv6 alone refuses this option, and a"
                  + " dual-stack socket uses it for its IPv4 peers. On TCP the kernel keeps the lowest"
                  + " two bits (ECN) for itself.",
              ""));

  /** The byte of IPv6's header that routers read. */
  public static final SocketOption<Integer> IPV6_TCLASS =
      new SocketOption<>(
          "IPV6_TCLASS",
          41,
          67,
          new NumberType(0, 255),
          ALL,
          new Notes(
              "The traffic-class byte of sent IPv6 packets: DSCP in its upper six bits.",
              "0",
              "2.6.14",
              "none",
              "IPv4 has IP_TOS instead: an IPv4 address refuses this option, and a dual-stack socket"
                  + " uses it for its IPv6 peers. On TCP the kernel keeps the lowest two bits (ECN) for"
                  + " itself.",
              ""));

  private static final List<SocketOption<?>> ROWS =
      List.of(
          SO_REUSEADDR,
          SO_REUSEPORT,
          SO_RCVBUF,
          SO_SNDBUF,
          SO_KEEPALIVE,
          SO_LINGER,
          TCP_NODELAY,
          TCP_USER_TIMEOUT,
          TCP_CONGESTION,
          IP_TOS,
          IPV6_TCLASS);

  private OptionCatalogue() {}

  /**
   * Every row, in the order of the reference.
   *
   * @return an immutable list
   */
  public static List<SocketOption<?>> all() {
    return ROWS;
  }

  /**
   * The row of a name.
   *
   * @param name such as {@code TCP_NODELAY}, in either case
   * @return the row, or empty where Weir does not know the option
   */
  public static Optional<SocketOption<?>> find(String name) {
    return ROWS.stream().filter(row -> row.name().equalsIgnoreCase(name)).findAny();
  }
}
