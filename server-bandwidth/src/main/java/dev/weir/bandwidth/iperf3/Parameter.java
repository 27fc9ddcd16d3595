package dev.weir.bandwidth.iperf3;

/**
 * What a client may ask for: one row for each key of the parameter message, in the order in which
 * they are written. Reading, checking and writing all go by this table.
 */
public enum Parameter {
  /** Seconds at the start that do not count. */
  OMIT("omit", Kind.NUMBER, Presence.ALWAYS, 0, 0, 600, ErrorCode.OMIT),
  /** Processor the server is to run the test on. */
  SERVER_AFFINITY("server_affinity", Kind.NUMBER, -1, 0, 1024, ErrorCode.AFFINITY),
  /** Seconds the test lasts, 0 for no limit by time. */
  TIME("time", Kind.NUMBER, Presence.ALWAYS, 10, 0, 86_400, ErrorCode.DURATION),
  /** Bytes after which the client ends the test, 0 for no such limit. */
  NUM("num", Presence.ALWAYS),
  /** Blocks or datagrams after which the client ends the test, 0 for no such limit. */
  BLOCKCOUNT("blockcount", Presence.ALWAYS),
  /** Segment size of the data connections, 0 for the kernel's. */
  MSS("MSS", Kind.NUMBER, 0, 0, 32_767, ErrorCode.MSS),
  /** Data connections send small segments at once. */
  NODELAY("nodelay", Kind.TRUE),
  /** Streams in each direction. */
  PARALLEL("parallel", Kind.NUMBER, Presence.ALWAYS, 1, 1, 128, ErrorCode.PARALLEL),
  /** The server sends. */
  REVERSE("reverse", Kind.TRUE),
  /** Both ends send, on streams of their own. */
  BIDIRECTIONAL("bidirectional", Kind.TRUE),
  /** Data connections use Multipath TCP. */
  MPTCP("mptcp", Kind.TRUE),
  /** Bytes of both socket buffers of the data sockets, 0 for the kernel's. */
  WINDOW("window", Kind.NUMBER, 0, 0, 512 << 20, ErrorCode.BUFFER_SIZE),
  /** Bytes of a write, or of a datagram; what is allowed depends on the protocol. */
  LEN("len", Kind.NUMBER, 0, 0, 1 << 20, ErrorCode.BLOCK_SIZE),
  /** Bits per second and stream a sender keeps to, 0 for no limit. */
  BANDWIDTH("bandwidth", Presence.IF_SET),
  /** Bits per second and stream that the kernel paces at, 0 for none. */
  FQRATE("fqrate", Presence.IF_SET),
  /** Microseconds between two looks at the rate; only old servers care. */
  PACING_TIMER(
      "pacing_timer",
      Kind.NUMBER,
      Presence.ALWAYS,
      1000,
      0,
      Long.MAX_VALUE,
      ErrorCode.RECEIVE_PARAMETERS),
  /** Blocks sent for each look at the rate, 0 for the sender's own choice. */
  BURST("burst", Kind.NUMBER, 0, 1, 1000, ErrorCode.BURST),
  /** A server that sends datagrams hands the kernel many at once. */
  GSO("gso", Presence.UDP),
  /** Bytes of each datagram of such a send. */
  GSO_DG_SIZE("gso_dg_size", Presence.UDP),
  /** Bytes of such a send in all. */
  GSO_BF_SIZE("gso_bf_size", Presence.UDP),
  /** A server that receives datagrams takes many at once from the kernel. */
  GRO("gro", Kind.NUMBER, Presence.UDP, 0, 0, 1, ErrorCode.RECEIVE_PARAMETERS),
  /** Bytes of such a receive. */
  GRO_BF_SIZE("gro_bf_size", Presence.UDP),
  /** Type of service or traffic class of the data, all eight bits. */
  TOS("TOS", Kind.NUMBER, 0, 0, 255, ErrorCode.TOS),
  /** IPv6 flow label of the client's data. */
  FLOWLABEL("flowlabel", Kind.NUMBER, 0, 1, 0xfffff, ErrorCode.SET_FLOW_LABEL),
  /** A word for the reports. */
  TITLE("title", Kind.TEXT),
  /** A word for the JSON reports. */
  EXTRA_DATA("extra_data", Kind.TEXT),
  /** Congestion control of the data connections. */
  CONGESTION("congestion", Kind.TEXT),
  /** The server's own report is to come with its results. */
  GET_SERVER_OUTPUT("get_server_output", Kind.ONE),
  /** Packet numbers have 64 bits. */
  UDP_COUNTERS_64BIT("udp_counters_64bit", Kind.ONE),
  /** The payload is the digits, over and over. */
  REPEATING_PAYLOAD("repeating_payload", Kind.ONE),
  /** A server that sends uses sendfile. */
  ZEROCOPY("zerocopy", Kind.ONE),
  /** Datagrams may not be fragmented, IPv4 only. */
  DONT_FRAGMENT("dont_fragment", Kind.ONE),
  /** Encrypted credentials. */
  AUTHTOKEN("authtoken", Kind.TEXT),
  /** A receiver may throw the data away in the kernel. */
  SKIP_RX_COPY("skip_rx_copy", Kind.ONE),
  /** The release of the client. */
  CLIENT_VERSION("client_version", Kind.TEXT);

  /** How a value is written. */
  enum Kind {
    /** An integer. */
    NUMBER,
    /** The JSON {@code true}, or absent. */
    TRUE,
    /** The integer 1, or absent. */
    ONE,
    /** A string. */
    TEXT
  }

  /** When a key is written although nobody set it. */
  enum Presence {
    /** Never. */
    IF_SET,
    /** For every test. */
    ALWAYS,
    /** For tests with datagrams. */
    UDP
  }

  private final String key;
  private final Kind kind;
  private final Presence presence;
  private final long missing;
  private final long least;
  private final long most;
  private final ErrorCode refusal;

  Parameter(String key, Kind kind) {
    this(key, kind, 0, Long.MIN_VALUE, Long.MAX_VALUE, ErrorCode.RECEIVE_PARAMETERS);
  }

  Parameter(String key, Presence presence) {
    this(key, Kind.NUMBER, presence, 0, 0, Long.MAX_VALUE, ErrorCode.RECEIVE_PARAMETERS);
  }

  Parameter(String key, Kind kind, long missing, long least, long most, ErrorCode refusal) {
    this(key, kind, Presence.IF_SET, missing, least, most, refusal);
  }

  Parameter(
      String key,
      Kind kind,
      Presence presence,
      long missing,
      long least,
      long most,
      ErrorCode refusal) {
    this.key = key;
    this.kind = kind;
    this.presence = presence;
    this.missing = missing;
    this.least = least;
    this.most = most;
    this.refusal = refusal;
  }

  /**
   * The key on the wire.
   *
   * @return as the protocol spells it
   */
  public String key() {
    return key;
  }

  Kind kind() {
    return kind;
  }

  boolean writtenUnset(boolean udp) {
    return presence == Presence.ALWAYS || (presence == Presence.UDP && udp);
  }

  /** The value where nobody set one. */
  long missing() {
    return missing;
  }

  /**
   * The largest value.
   *
   * @return in the unit of this parameter
   */
  public long most() {
    return most;
  }

  /** Refuses what no peer may ask for. */
  void check(long value) throws TestFailure {
    if (value < least || value > most) {
      throw new TestFailure(refusal);
    }
  }
}
