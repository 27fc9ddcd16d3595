package dev.weir.server.metrics;

/** What is counted. */
public enum Count {
  /** Connections accepted, and given a pipeline. */
  ACCEPTED,
  /** Accepted connections that have closed since. */
  CLOSED,
  /** Connections refused because the server holds as many as its limits allow. */
  REFUSED_LIMIT,
  /** Connections refused because their address may not connect. */
  REFUSED_RULE,
  /** Connections refused because their address holds as many as the limits allow. */
  REFUSED_ADDRESS,
  /** Connections refused because they came faster than the server may accept them. */
  REFUSED_RATE,
  /** Connections refused because they came faster than one address may connect. */
  REFUSED_ADDRESS_RATE,
  /** Times that accepting paused because descriptors or kernel memory ran out. */
  REFUSED_RESOURCES,
  /** Bytes of payload read from sockets. */
  BYTES_IN,
  /** Bytes of payload taken by the kernel. */
  BYTES_OUT,
  /** Datagrams read. */
  DATAGRAMS_IN,
  /** Datagrams taken by the kernel. */
  DATAGRAMS_OUT,
  /** Exceptions that handlers threw. */
  ERRORS_HANDLER,
  /** Errors of sockets, such as a reset by the peer or a datagram that could not be sent. */
  ERRORS_SOCKET,
  /** Connections closed because nothing moved for the idle time. */
  CLOSED_IDLE,
  /** Times that a channel stopped being writable. */
  STALLED,
  /** Connections closed, or datagrams dropped, because too many bytes waited to be sent. */
  OVERFLOWED;

  /** Where a tally keeps it. */
  // Never stored or sent: only the order of one process's memory.
  @SuppressWarnings("EnumOrdinal")
  int slot() {
    return ordinal();
  }
}
