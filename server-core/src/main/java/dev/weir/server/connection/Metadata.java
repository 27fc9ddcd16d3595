package dev.weir.server.connection;

/** What the kernel may tell beside each datagram. It costs some tens of nanoseconds each. */
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
