package dev.weir.linux.call;

/**
 * Where a datagram goes, from which of this machine's addresses, and how it is marked. Filled over
 * and over without garbage. One thread at a time.
 */
public final class DatagramRoute {
  /** What a mark is where the socket's own value holds. */
  public static final int UNSET = -1;

  private final PeerName to = new PeerName();
  private final PeerName from = new PeerName();
  private int ttl = UNSET;
  private int trafficClass = UNSET;

  /** To nobody. */
  public DatagramRoute() {}

  /**
   * The receiver.
   *
   * @return to be filled
   */
  public PeerName to() {
    return to;
  }

  /**
   * The sending address; its port is not used. {@code ::} leaves the choice to the kernel, and its
   * scope, where it is not 0, says which interface to send by.
   *
   * @return to be filled
   */
  public PeerName from() {
    return from;
  }

  /**
   * Marks the datagram.
   *
   * @param newTtl time to live or hop limit, 1 to 255, or {@link #UNSET}
   * @param newTrafficClass DSCP and ECN as one byte, or {@link #UNSET}
   */
  public void mark(int newTtl, int newTrafficClass) {
    ttl = newTtl;
    trafficClass = newTrafficClass;
  }

  /**
   * The time to live.
   *
   * @return 1 to 255, or {@link #UNSET}
   */
  public int ttl() {
    return ttl;
  }

  /**
   * DSCP and ECN.
   *
   * @return a byte, or {@link #UNSET}
   */
  public int trafficClass() {
    return trafficClass;
  }

  /**
   * Takes another's value.
   *
   * @param other stays as it is
   */
  public void set(DatagramRoute other) {
    to.set(other.to);
    from.set(other.from);
    mark(other.ttl, other.trafficClass);
  }

  /**
   * Whether datagrams of both may leave as one.
   *
   * @param other any
   * @return true where all is equal
   */
  public boolean same(DatagramRoute other) {
    return to.same(other.to)
        && from.same(other.from)
        && ttl == other.ttl
        && trafficClass == other.trafficClass;
  }
}
