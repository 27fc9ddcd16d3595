package dev.weir.linux.call;

/** Numbers of the socket interface, the same on x86-64 and aarch64. */
public final class SocketConstants {
  /** Address family of Unix sockets. */
  public static final int AF_UNIX = 1;

  /** Address family of IPv4. */
  public static final int AF_INET = 2;

  /** Address family of IPv6. */
  public static final int AF_INET6 = 10;

  /** Address family of netlink, the kernel's own tables. */
  public static final int AF_NETLINK = 16;

  /** Stream socket. */
  public static final int SOCK_STREAM = 1;

  /** Datagram socket. */
  public static final int SOCK_DGRAM = 2;

  /** Flag of socket(2): calls do not block. */
  public static final int SOCK_NONBLOCK = 0x800;

  /** Flag of socket(2): closed by exec. */
  public static final int SOCK_CLOEXEC = 0x80000;

  /** Protocol TCP, and the level of its options. */
  public static final int IPPROTO_TCP = 6;

  /** Protocol UDP, and the level of its options. */
  public static final int IPPROTO_UDP = 17;

  /** Protocol Multipath TCP. */
  public static final int IPPROTO_MPTCP = 262;

  /** Level IPPROTO_IPV6: leases a flow label; the value is an in6_flowlabel_req. */
  public static final int IPV6_FLOWLABEL_MGR = 32;

  /** Level IPPROTO_IPV6: packets carry the flow label that the socket was connected with. */
  public static final int IPV6_FLOWINFO_SEND = 33;

  /** Level of options of sockets of any kind. */
  public static final int SOL_SOCKET = 1;

  /** Level of options of IPv4. */
  public static final int IPPROTO_IP = 0;

  /** Level of options of IPv6. */
  public static final int IPPROTO_IPV6 = 41;

  /** Level SOL_SOCKET: others with the same option may bind the same address. */
  public static final int SO_REUSEADDR = 2;

  /** Level SOL_SOCKET, read only: the socket's type, such as {@link #SOCK_STREAM}. */
  public static final int SO_TYPE = 3;

  /** Level SOL_SOCKET, read only: 1 for a socket that listens. */
  public static final int SO_ACCEPTCONN = 30;

  /** Level SOL_SOCKET, read only: the socket's protocol, such as {@link #IPPROTO_TCP}. */
  public static final int SO_PROTOCOL = 38;

  /** Level SOL_SOCKET: the pending error, cleared by reading. */
  public static final int SO_ERROR = 4;

  /** Level SOL_SOCKET: others of the same user with the same option may bind the same address. */
  public static final int SO_REUSEPORT = 15;

  /** Level SOL_SOCKET, read only, since Linux 5.14: which network namespace, as eight bytes. */
  public static final int SO_NETNS_COOKIE = 71;

  /** Level SOL_SOCKET: send buffer in bytes, doubled by the kernel. */
  public static final int SO_SNDBUF = 7;

  /** Level SOL_SOCKET: receive buffer in bytes, doubled by the kernel. */
  public static final int SO_RCVBUF = 8;

  /** Level SOL_SOCKET: bytes a second that fq, or TCP itself, spaces what is sent to. */
  public static final int SO_MAX_PACING_RATE = 47;

  /** Level SOL_SOCKET, read only: the socket's address family. */
  public static final int SO_DOMAIN = 39;

  /** Level SOL_SOCKET: send buffer past wmem_max; needs CAP_NET_ADMIN. */
  public static final int SO_SNDBUFFORCE = 32;

  /** Level SOL_SOCKET: receive buffer past rmem_max; needs CAP_NET_ADMIN. */
  public static final int SO_RCVBUFFORCE = 33;

  /** Bytes that wait before the kernel tells of them. */
  public static final int SO_RCVLOWAT = 18;

  /** Level SOL_SOCKET, read only, since Linux 4.12: the socket's memory and what it dropped. */
  public static final int SO_MEMINFO = 55;

  /** The processor that last received something for the socket. */
  public static final int SO_INCOMING_CPU = 49;

  /** A program that chooses among the sockets that share a port. */
  public static final int SO_ATTACH_REUSEPORT_CBPF = 51;

  /** Level IPPROTO_IPV6: the socket serves no IPv4. */
  public static final int IPV6_V6ONLY = 26;

  /** Level IPPROTO_TCP: what the connection's TCP is doing. */
  public static final int TCP_INFO = 11;

  /** Level IPPROTO_TCP: name of the congestion control. */
  public static final int TCP_CONGESTION = 13;

  /** Level IPPROTO_UDP, since Linux 4.18: bytes per datagram of one large send. */
  public static final int UDP_SEGMENT = 103;

  /** Level IPPROTO_UDP, since Linux 5.0: datagrams of one flow may arrive as one large one. */
  public static final int UDP_GRO = 104;

  /** Flag of send and receive: does not block. */
  public static final int MSG_DONTWAIT = 0x40;

  /** Flag of receive: TCP discards without copying; a datagram's true length is the result. */
  public static final int MSG_TRUNC = 0x20;

  /** Level SOL_SOCKET, and type of its control message: when a datagram was received. */
  public static final int SO_TIMESTAMPNS = 35;

  /** Level SOL_SOCKET, and type of its control message: what was dropped before a datagram. */
  public static final int SO_RXQ_OVFL = 40;

  /** Level IPPROTO_IP, and type of its control message: DSCP and ECN. */
  public static final int IP_TOS = 1;

  /** Level IPPROTO_IP, and type of its control message: time to live. */
  public static final int IP_TTL = 2;

  /** Level IPPROTO_IP, and type of its control message: addresses and interface. */
  public static final int IP_PKTINFO = 8;

  /** Level IPPROTO_IP: errors of sent datagrams wait in a queue of their own. */
  public static final int IP_RECVERR = 11;

  /** Level IPPROTO_IP: the kernel tells the time to live. */
  public static final int IP_RECVTTL = 12;

  /** Level IPPROTO_IP: the kernel tells DSCP and ECN. */
  public static final int IP_RECVTOS = 13;

  /** Level IPPROTO_IPV6: errors of sent datagrams wait in a queue of their own. */
  public static final int IPV6_RECVERR = 25;

  /** Level IPPROTO_IPV6: the kernel tells destination and interface. */
  public static final int IPV6_RECVPKTINFO = 49;

  /** Type of a control message of level IPPROTO_IPV6: address and interface. */
  public static final int IPV6_PKTINFO = 50;

  /** Level IPPROTO_IPV6: the kernel tells the hop limit. */
  public static final int IPV6_RECVHOPLIMIT = 51;

  /** Type of a control message of level IPPROTO_IPV6: hop limit. */
  public static final int IPV6_HOPLIMIT = 52;

  /** Level IPPROTO_IPV6: the kernel tells DSCP and ECN. */
  public static final int IPV6_RECVTCLASS = 66;

  /** Level IPPROTO_IPV6, and type of its control message: DSCP and ECN. */
  public static final int IPV6_TCLASS = 67;

  /** Flag of receive: takes an error of a sent datagram instead of a datagram. */
  public static final int MSG_ERRQUEUE = 0x2000;

  /** Flag of receive: leaves what it read in the queue. */
  public static final int MSG_PEEK = 0x2;

  /** Flag of send: an error instead of SIGPIPE. */
  public static final int MSG_NOSIGNAL = 0x4000;

  private SocketConstants() {}
}
