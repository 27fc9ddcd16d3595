package dev.weir.server.connection;

/**
 * What the kernel may tell beside each datagram, by {@code UdpServer.metadata}; {@link Received}
 * has it then. None of it is asked for by default, but {@link #DESTINATION} at wildcard addresses.
 * It costs some tens of nanoseconds for each kind and datagram. NIO is told none of it.
 */
public enum Metadata {
  /** Where it was sent to, and by which interface it came (IP_PKTINFO, IPV6_RECVPKTINFO). */
  DESTINATION,
  /** Time to live, or hop limit (IP_RECVTTL, IPV6_RECVHOPLIMIT). */
  TTL,
  /** DSCP and ECN (IP_RECVTOS, IPV6_RECVTCLASS). */
  TRAFFIC_CLASS,
  /** When the kernel received it (SO_TIMESTAMPNS). */
  TIMESTAMP,
  /** How many the kernel has dropped (SO_RXQ_OVFL). */
  DROPS
}
