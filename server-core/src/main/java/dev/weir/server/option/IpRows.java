package dev.weir.server.option;

import dev.weir.server.option.SocketOption.Notes;
import java.util.Set;

/** Rows of the levels IPPROTO_IP and IPPROTO_IPV6. */
final class IpRows {
  private static final int SOL_IP = 0;
  private static final int SOL_IPV6 = 41;
  private static final OptionType<Integer> BYTE = new NumberType(0, 255);
  private static final OptionType<Boolean> FLAG = new FlagType();

  static final SocketOption<Integer> IP_TOS =
      new SocketOption<>(
          "IP_TOS",
          SOL_IP,
          1,
          BYTE,
          Scope.ALL,
          new Notes(
              "The type-of-service byte of sent IPv4 packets: DSCP in its upper six bits.",
              "0",
              "2.0",
              "none; CAP_NET_ADMIN for precedence 6 and 7 on old kernels",
              "IPv6 has IPV6_TCLASS instead: an address of IPv6 alone refuses this option,"
                  + " and a dual-stack socket uses it for its IPv4 peers. On TCP the kernel"
                  + " keeps the lowest two bits (ECN) for itself.",
              ""));

  static final SocketOption<Integer> IP_TTL =
      new SocketOption<>(
          "IP_TTL",
          SOL_IP,
          2,
          new NumberType(1, 255),
          Scope.ALL,
          new Notes(
              "How many routers a sent IPv4 packet may pass.",
              "net.ipv4.ip_default_ttl, 64",
              "2.0",
              "none",
              "IPv6 has IPV6_UNICAST_HOPS instead; a dual-stack socket uses this for its"
                  + " IPv4 peers. Multicast has a count of its own.",
              ""));

  static final SocketOption<PathMtu> IP_MTU_DISCOVER =
      new SocketOption<>(
          "IP_MTU_DISCOVER",
          SOL_IP,
          10,
          new PathMtuType(),
          Scope.ALL,
          new Notes(
              "How the path's largest IPv4 packet is found: want cuts what is too large,"
                  + " do never cuts and refuses, dont lets routers cut; probe, interface and"
                  + " omit mistrust what routers say.",
              "want, or dont where net.ipv4.ip_no_pmtu_disc is set",
              "2.2",
              "none",
              "With do, a datagram larger than the path's MTU is refused with EMSGSIZE;"
                  + " with dont, fragments are lost where firewalls drop them. IPv6 has"
                  + " IPV6_MTU_DISCOVER instead.",
              ""));

  static final SocketOption<Boolean> IP_FREEBIND =
      new SocketOption<>(
          "IP_FREEBIND",
          SOL_IP,
          15,
          FLAG,
          Scope.ALL,
          new Notes(
              "A socket may bind an address that the machine does not have yet; for IPv6" + " too.",
              "off",
              "2.4",
              "none",
              "A mistyped address is no error any more: the server starts and nobody"
                  + " reaches it.",
              ""));

  static final SocketOption<Boolean> IP_TRANSPARENT =
      new SocketOption<>(
          "IP_TRANSPARENT",
          SOL_IP,
          19,
          FLAG,
          Scope.ALL,
          new Notes(
              "A socket may serve, and send from, addresses of other machines: for proxies"
                  + " behind TPROXY rules; for IPv6 too.",
              "off",
              "2.6.24",
              "CAP_NET_ADMIN or CAP_NET_RAW",
              "Without rules that route such packets here it changes nothing but that bind"
                  + " accepts any address.",
              ""));

  static final SocketOption<Boolean> IP_BIND_ADDRESS_NO_PORT =
      new SocketOption<>(
          "IP_BIND_ADDRESS_NO_PORT",
          SOL_IP,
          24,
          FLAG,
          Set.of(Scope.CLIENT),
          new Notes(
              "A client that names its local address but no port gets its port at connect,"
                  + " so that one port serves many peers; for IPv6 too.",
              "off",
              "4.2",
              "none",
              "Between bind and connect the local port reads 0. Without a local address it"
                  + " does nothing.",
              ""));

  static final SocketOption<Boolean> IPV6_V6ONLY =
      new SocketOption<>(
          "IPV6_V6ONLY",
          SOL_IPV6,
          26,
          FLAG,
          Set.of(Scope.LISTENER, Scope.DATAGRAM),
          new Notes(
              "The socket serves IPv6 alone.",
              "off where the endpoint names no host, on for an IPv6 host, whatever"
                  + " net.ipv6.bindv6only says",
              "2.6",
              "none",
              "It wins over the endpoint: with on, tcp://:7 serves no IPv4; with off,"
                  + " tcp://[::]:7 serves it too. At any other address the kernel switches it"
                  + " on.",
              ""));

  static final SocketOption<Integer> IPV6_TCLASS =
      new SocketOption<>(
          "IPV6_TCLASS",
          SOL_IPV6,
          67,
          BYTE,
          Scope.ALL,
          new Notes(
              "The traffic-class byte of sent IPv6 packets: DSCP in its upper six bits.",
              "0",
              "2.6.14",
              "none",
              "IPv4 has IP_TOS instead: an IPv4 address refuses this option, and a"
                  + " dual-stack socket uses it for its IPv6 peers. On TCP the kernel keeps the"
                  + " lowest two bits (ECN) for itself.",
              ""));

  static final SocketOption<Integer> IPV6_UNICAST_HOPS =
      new SocketOption<>(
          "IPV6_UNICAST_HOPS",
          SOL_IPV6,
          16,
          BYTE,
          Scope.ALL,
          new Notes(
              "How many routers a sent IPv6 packet may pass.",
              "the interface's hop_limit, 64",
              "2.2",
              "none",
              "IPv4 has IP_TTL instead; a dual-stack socket uses this for its IPv6 peers."
                  + " With 0 nothing leaves the machine.",
              ""));

  static final SocketOption<PathMtu> IPV6_MTU_DISCOVER =
      new SocketOption<>(
          "IPV6_MTU_DISCOVER",
          SOL_IPV6,
          23,
          new PathMtuType(),
          Scope.ALL,
          new Notes(
              "How the path's largest IPv6 packet is found; the words are those of"
                  + " IP_MTU_DISCOVER.",
              "want",
              "2.2",
              "none",
              "Routers never cut IPv6 packets: dont only lets this machine cut them, to"
                  + " the interface's size. IPv4 has IP_MTU_DISCOVER instead.",
              ""));

  static final SocketOption<Integer> IP_MULTICAST_TTL =
      new SocketOption<>(
          "IP_MULTICAST_TTL",
          SOL_IP,
          33,
          BYTE,
          Set.of(Scope.DATAGRAM),
          new Notes(
              "How many routers a datagram to an IPv4 group may pass; 0 keeps it on this machine.",
              "1",
              "2.0",
              "none",
              "IPv6 has IPV6_MULTICAST_HOPS instead. Routers pass groups on only where they are told to.",
              ""));

  static final SocketOption<Boolean> IP_MULTICAST_LOOP =
      new SocketOption<>(
          "IP_MULTICAST_LOOP",
          SOL_IP,
          34,
          FLAG,
          Set.of(Scope.DATAGRAM),
          new Notes(
              "Whether members on this machine get what this socket sends to an IPv4 group.",
              "on",
              "2.0",
              "none",
              "It belongs to the sending socket. IPv6 has IPV6_MULTICAST_LOOP instead.",
              ""));

  static final SocketOption<Integer> IPV6_MULTICAST_HOPS =
      new SocketOption<>(
          "IPV6_MULTICAST_HOPS",
          SOL_IPV6,
          18,
          BYTE,
          Set.of(Scope.DATAGRAM),
          new Notes(
              "How many routers a datagram to an IPv6 group may pass; 0 keeps it on this machine.",
              "1",
              "2.2",
              "none",
              "IPv4 has IP_MULTICAST_TTL instead.",
              ""));

  static final SocketOption<Boolean> IPV6_MULTICAST_LOOP =
      new SocketOption<>(
          "IPV6_MULTICAST_LOOP",
          SOL_IPV6,
          19,
          FLAG,
          Set.of(Scope.DATAGRAM),
          new Notes(
              "Whether members on this machine get what this socket sends to an IPv6 group.",
              "on",
              "2.2",
              "none",
              "It belongs to the sending socket. IPv4 has IP_MULTICAST_LOOP instead.",
              ""));

  private IpRows() {}
}
