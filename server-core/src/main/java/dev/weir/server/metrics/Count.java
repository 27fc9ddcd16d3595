package dev.weir.server.metrics;

/** What is counted. */
public enum Count {
  /** Connections accepted, and given a pipeline. */
  ACCEPTED,
  /** Accepted or connected ones that have closed since. */
  CLOSED,
  /** Connections, and datagram sockets, that a client has connected. */
  CONNECTED,
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
  /** Connections closed because nothing was received for the read time. */
  CLOSED_READ,
  /** Connections reset because the peer took nothing of what waited for it. */
  CLOSED_STALL,
  /** Connections closed because they had sent nothing at all in time. */
  CLOSED_FIRST_BYTES,
  /** Connections told to finish because of their age. */
  CLOSED_AGE,
  /** Times that a channel stopped being writable. */
  STALLED,
  /** Connections closed, or datagrams dropped, because too many bytes waited to be sent. */
  OVERFLOWED,
  /** Datagrams dropped because they were longer than what could be received. */
  DROPPED_CUT,
  /** Datagrams dropped because their address may not send any. */
  DROPPED_FILTER,
  /** Datagrams from port 0, or from a Unix socket without a name, which nobody can answer. */
  PORT_ZERO,
  /** Errors that routers and peers reported of datagrams sent earlier. */
  UNREACHABLE,
  /** Sessions opened. */
  SESSIONS_OPENED,
  /** Sessions that have ended since, for whatever reason. */
  SESSIONS_CLOSED,
  /** Sessions ended because their peer was silent for the idle time. */
  SESSIONS_EXPIRED,
  /** Sessions that got a socket of their own. */
  SESSIONS_CONNECTED,
  /** Sockets of sessions' own that have closed since. */
  SESSIONS_DISCONNECTED,
  /** Datagrams dropped because as many sessions were open as allowed. */
  DROPPED_SESSION_LIMIT,
  /** Datagrams dropped because their address had as many sessions as allowed. */
  DROPPED_SESSION_ADDRESS,
  /** Datagrams dropped because their session's queue was full. */
  DROPPED_SESSION_QUEUE,
  /** Datagrams that the kernel dropped at sockets of sessions' own. */
  DROPPED_CONNECTED,
  /** Receiving calls that gave 1 datagram. */
  BATCH_1,
  /** Receiving calls that gave 2 or 3 datagrams. */
  BATCH_2,
  /** Receiving calls that gave 4 to 7 datagrams. */
  BATCH_4,
  /** Receiving calls that gave 8 to 15 datagrams. */
  BATCH_8,
  /** Receiving calls that gave 16 to 31 datagrams. */
  BATCH_16,
  /** Receiving calls that gave 32 to 63 datagrams. */
  BATCH_32,
  /** Receiving calls that gave 64 datagrams or more. */
  BATCH_64;

  private static final Count[] BATCHES = {
    BATCH_1, BATCH_2, BATCH_4, BATCH_8, BATCH_16, BATCH_32, BATCH_64
  };

  /**
   * The counter of receiving calls that gave about as many datagrams.
   *
   * @param datagrams from 1
   * @return the one for the nearest lower power of two
   */
  public static Count batch(int datagrams) {
    int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(1, datagrams));
    return BATCHES[Math.min(power, BATCHES.length - 1)];
  }

  /** Where a tally keeps it. */
  // Never stored or sent: only the order of one process's memory.
  @SuppressWarnings("EnumOrdinal")
  int slot() {
    return ordinal();
  }
}
