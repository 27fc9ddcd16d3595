package dev.weir.server.option;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every socket option that Weir knows, as data: text form, checks and reference come from here. */
public final class OptionCatalogue {
  /** Bind an address that connections in TIME_WAIT still use. */
  public static final SocketOption<Boolean> SO_REUSEADDR = SocketRows.SO_REUSEADDR;

  /** Several sockets at one address, the kernel spreads the load. */
  public static final SocketOption<Boolean> SO_REUSEPORT = SocketRows.SO_REUSEPORT;

  /** Receive buffer. */
  public static final SocketOption<Integer> SO_RCVBUF = SocketRows.SO_RCVBUF;

  /** Send buffer. */
  public static final SocketOption<Integer> SO_SNDBUF = SocketRows.SO_SNDBUF;

  /** Bytes that make a connection readable. */
  public static final SocketOption<Integer> SO_RCVLOWAT = SocketRows.SO_RCVLOWAT;

  /** Probes on a silent connection. */
  public static final SocketOption<Boolean> SO_KEEPALIVE = SocketRows.SO_KEEPALIVE;

  /** What close does with unsent data. */
  public static final SocketOption<Linger> SO_LINGER = SocketRows.SO_LINGER;

  /** Priority in the queues of this machine. */
  public static final SocketOption<Integer> SO_PRIORITY = SocketRows.SO_PRIORITY;

  /** Mark for routing rules and the packet filter. */
  public static final SocketOption<Long> SO_MARK = SocketRows.SO_MARK;

  /** One network interface alone. */
  public static final SocketOption<String> SO_BINDTODEVICE = SocketRows.SO_BINDTODEVICE;

  /** Most bits per second that are sent. */
  public static final SocketOption<Long> SO_MAX_PACING_RATE = SocketRows.SO_MAX_PACING_RATE;

  /** Processor whose packets a socket prefers. */
  public static final SocketOption<Integer> SO_INCOMING_CPU = SocketRows.SO_INCOMING_CPU;

  /** Spinning on the interface's queue. */
  public static final SocketOption<Duration> SO_BUSY_POLL = SocketRows.SO_BUSY_POLL;

  /** No waiting for fuller segments. */
  public static final SocketOption<Boolean> TCP_NODELAY = TcpRows.TCP_NODELAY;

  /** Full segments only. */
  public static final SocketOption<Boolean> TCP_CORK = TcpRows.TCP_CORK;

  /** Acknowledgement at once. */
  public static final SocketOption<Boolean> TCP_QUICKACK = TcpRows.TCP_QUICKACK;

  /** Largest segment. */
  public static final SocketOption<Integer> TCP_MAXSEG = TcpRows.TCP_MAXSEG;

  /** Unsent bytes in the kernel. */
  public static final SocketOption<Integer> TCP_NOTSENT_LOWAT = TcpRows.TCP_NOTSENT_LOWAT;

  /** Largest window offered. */
  public static final SocketOption<Integer> TCP_WINDOW_CLAMP = TcpRows.TCP_WINDOW_CLAMP;

  /** Congestion control by name. */
  public static final SocketOption<String> TCP_CONGESTION = TcpRows.TCP_CONGESTION;

  /** How long unacknowledged data is tried. */
  public static final SocketOption<Duration> TCP_USER_TIMEOUT = TcpRows.TCP_USER_TIMEOUT;

  /** Silence before the first probe. */
  public static final SocketOption<Duration> TCP_KEEPIDLE = TcpRows.TCP_KEEPIDLE;

  /** Time between probes. */
  public static final SocketOption<Duration> TCP_KEEPINTVL = TcpRows.TCP_KEEPINTVL;

  /** Probes without an answer. */
  public static final SocketOption<Integer> TCP_KEEPCNT = TcpRows.TCP_KEEPCNT;

  /** Connections that may wait to be accepted: the argument of listen. */
  public static final SocketOption<Integer> BACKLOG = TcpOpeningRows.BACKLOG;

  /** Data in the SYN, at the listener. */
  public static final SocketOption<Integer> TCP_FASTOPEN = TcpOpeningRows.TCP_FASTOPEN;

  /** Data in the SYN, at the client. */
  public static final SocketOption<Boolean> TCP_FASTOPEN_CONNECT =
      TcpOpeningRows.TCP_FASTOPEN_CONNECT;

  /** Accept with the first data. */
  public static final SocketOption<Duration> TCP_DEFER_ACCEPT = TcpOpeningRows.TCP_DEFER_ACCEPT;

  /** Repetitions of the SYN. */
  public static final SocketOption<Integer> TCP_SYNCNT = TcpOpeningRows.TCP_SYNCNT;

  /** The byte of IPv4's header that routers read. */
  public static final SocketOption<Integer> IP_TOS = IpRows.IP_TOS;

  /** Routers that an IPv4 packet may pass. */
  public static final SocketOption<Integer> IP_TTL = IpRows.IP_TTL;

  /** Path MTU discovery of IPv4. */
  public static final SocketOption<PathMtu> IP_MTU_DISCOVER = IpRows.IP_MTU_DISCOVER;

  /** Bind an address that is not there yet. */
  public static final SocketOption<Boolean> IP_FREEBIND = IpRows.IP_FREEBIND;

  /** Serve addresses of other machines. */
  public static final SocketOption<Boolean> IP_TRANSPARENT = IpRows.IP_TRANSPARENT;

  /** Choose the local port at connect. */
  public static final SocketOption<Boolean> IP_BIND_ADDRESS_NO_PORT =
      IpRows.IP_BIND_ADDRESS_NO_PORT;

  /** IPv6 without IPv4. */
  public static final SocketOption<Boolean> IPV6_V6ONLY = IpRows.IPV6_V6ONLY;

  /** The byte of IPv6's header that routers read. */
  public static final SocketOption<Integer> IPV6_TCLASS = IpRows.IPV6_TCLASS;

  /** Routers that an IPv6 packet may pass. */
  public static final SocketOption<Integer> IPV6_UNICAST_HOPS = IpRows.IPV6_UNICAST_HOPS;

  /** Path MTU discovery of IPv6. */
  public static final SocketOption<PathMtu> IPV6_MTU_DISCOVER = IpRows.IPV6_MTU_DISCOVER;

  /** Sending to broadcast addresses. */
  public static final SocketOption<Boolean> SO_BROADCAST = SocketRows.SO_BROADCAST;

  /** Routers that a datagram to an IPv4 group may pass. */
  public static final SocketOption<Integer> IP_MULTICAST_TTL = IpRows.IP_MULTICAST_TTL;

  /** Whether this machine's members get what is sent to an IPv4 group. */
  public static final SocketOption<Boolean> IP_MULTICAST_LOOP = IpRows.IP_MULTICAST_LOOP;

  /** Routers that a datagram to an IPv6 group may pass. */
  public static final SocketOption<Integer> IPV6_MULTICAST_HOPS = IpRows.IPV6_MULTICAST_HOPS;

  /** Whether this machine's members get what is sent to an IPv6 group. */
  public static final SocketOption<Boolean> IPV6_MULTICAST_LOOP = IpRows.IPV6_MULTICAST_LOOP;

  /** Datagrams of one peer in one read. */
  public static final SocketOption<Boolean> UDP_GRO = UdpRows.UDP_GRO;

  /** Cut large sends into datagrams. */
  public static final SocketOption<Integer> UDP_SEGMENT = UdpRows.UDP_SEGMENT;

  private static final List<SocketOption<?>> ROWS =
      List.of(
          SO_REUSEADDR,
          SO_REUSEPORT,
          SO_RCVBUF,
          SO_SNDBUF,
          SO_RCVLOWAT,
          SO_KEEPALIVE,
          SO_LINGER,
          SO_PRIORITY,
          SO_MARK,
          SO_BINDTODEVICE,
          SO_MAX_PACING_RATE,
          SO_INCOMING_CPU,
          SO_BUSY_POLL,
          SO_BROADCAST,
          TCP_NODELAY,
          TCP_CORK,
          TCP_QUICKACK,
          TCP_MAXSEG,
          TCP_NOTSENT_LOWAT,
          TCP_WINDOW_CLAMP,
          TCP_CONGESTION,
          TCP_USER_TIMEOUT,
          TCP_KEEPIDLE,
          TCP_KEEPINTVL,
          TCP_KEEPCNT,
          BACKLOG,
          TCP_FASTOPEN,
          TCP_FASTOPEN_CONNECT,
          TCP_DEFER_ACCEPT,
          TCP_SYNCNT,
          IP_TOS,
          IP_TTL,
          IP_MTU_DISCOVER,
          IP_FREEBIND,
          IP_TRANSPARENT,
          IP_BIND_ADDRESS_NO_PORT,
          IP_MULTICAST_TTL,
          IP_MULTICAST_LOOP,
          IPV6_V6ONLY,
          IPV6_TCLASS,
          IPV6_UNICAST_HOPS,
          IPV6_MTU_DISCOVER,
          IPV6_MULTICAST_HOPS,
          IPV6_MULTICAST_LOOP,
          UDP_GRO,
          UDP_SEGMENT);

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
