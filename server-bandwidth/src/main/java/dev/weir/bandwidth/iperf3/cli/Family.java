package dev.weir.bandwidth.iperf3.cli;

/** Which addresses may be used. */
public enum Family {
  /** Whatever a name resolves to; a server listens for both. */
  ANY,
  /** IPv4 alone. */
  IPV4,
  /** IPv6 alone. */
  IPV6
}
