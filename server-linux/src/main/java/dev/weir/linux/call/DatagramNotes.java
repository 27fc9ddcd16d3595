package dev.weir.linux.call;

import static dev.weir.linux.call.SocketConstants.IPPROTO_IP;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * What the kernel tells beside a received datagram (its control messages), as far as the socket's
 * options ask for it. Filled over and over without garbage. One thread at a time.
 */
public final class DatagramNotes {
  /** What a number is where the kernel did not tell it. */
  public static final int UNTOLD = -1;

  private static final int HEADER = 16;
  private static final long NANOS = 1_000_000_000L;

  private final PeerName destination = new PeerName();
  private final PeerName reply = new PeerName();
  private int segment;
  private int device;
  private int ttl;
  private int trafficClass;
  private long timestamp;
  private long drops;

  /** Nothing told. */
  public DatagramNotes() {
    clear();
  }

  /** Forgets everything. */
  public void clear() {
    destination.clear();
    reply.clear();
    segment = 0;
    device = 0;
    ttl = UNTOLD;
    trafficClass = UNTOLD;
    timestamp = UNTOLD;
    drops = UNTOLD;
  }

  /**
   * Length of the datagrams that the kernel joined into the message.
   *
   * @return bytes of each but the last, which may be shorter; 0 where it joined none
   */
  public int segment() {
    return segment;
  }

  /**
   * Where the datagram was sent to.
   *
   * @return without a port; {@code ::} where the kernel did not tell
   */
  public PeerName destination() {
    return destination;
  }

  /**
   * The address of this machine from which an answer is to leave.
   *
   * @return {@link #destination()}, or the interface's own where that is not of one machine; {@code
   *     ::} where only the kernel can choose
   */
  public PeerName reply() {
    return reply;
  }

  /**
   * The interface by which it came.
   *
   * @return its index, 0 where the kernel did not tell
   */
  public int device() {
    return device;
  }

  /**
   * Routers that it might still have passed.
   *
   * @return 0 to 255, or {@link #UNTOLD}
   */
  public int ttl() {
    return ttl;
  }

  /**
   * DSCP in the upper six bits, ECN in the lower two.
   *
   * @return 0 to 255, or {@link #UNTOLD}
   */
  public int trafficClass() {
    return trafficClass;
  }

  /**
   * When the kernel received it.
   *
   * @return nanoseconds since 1970, or {@link #UNTOLD}
   */
  public long timestamp() {
    return timestamp;
  }

  /**
   * How many datagrams the kernel had dropped at the socket before.
   *
   * @return since the socket was made, modulo 2^32, or {@link #UNTOLD} where none yet
   */
  public long drops() {
    return drops;
  }

  void read(MemorySegment controls, long start, long length) {
    clear();
    long at = start;
    while (at + HEADER <= start + length) {
      long size = controls.get(JAVA_LONG, at);
      if (size < HEADER) {
        return;
      }
      read(controls, at + HEADER, controls.get(JAVA_INT, at + 8), controls.get(JAVA_INT, at + 12));
      at += (size + 7) & ~7L;
    }
  }

  private void read(MemorySegment from, long at, int level, int type) {
    switch (level) {
      case IPPROTO_UDP -> readUdp(from, at, type);
      case IPPROTO_IP -> readFour(from, at, type);
      case IPPROTO_IPV6 -> readSix(from, at, type);
      case SOL_SOCKET -> readSocket(from, at, type);
      default -> {
        // Asked for by somebody else.
      }
    }
  }

  private void readUdp(MemorySegment from, long at, int type) {
    if (type == SocketConstants.UDP_GRO) {
      segment = from.get(JAVA_INT, at);
    }
  }

  private void readFour(MemorySegment from, long at, int type) {
    switch (type) {
      case SocketConstants.IP_PKTINFO -> {
        device = from.get(JAVA_INT, at);
        reply.readFour(from, at + 4);
        destination.readFour(from, at + 8);
      }
      case SocketConstants.IP_TTL -> ttl = from.get(JAVA_INT, at);
      case SocketConstants.IP_TOS -> trafficClass = from.get(JAVA_BYTE, at) & 0xff;
      default -> {
        // As above.
      }
    }
  }

  private void readSix(MemorySegment from, long at, int type) {
    switch (type) {
      case SocketConstants.IPV6_PKTINFO -> {
        destination.readSix(from, at);
        device = from.get(JAVA_INT, at + 16);
        if (!destination.multicast()) {
          reply.set(destination);
        }
      }
      case SocketConstants.IPV6_HOPLIMIT -> ttl = from.get(JAVA_INT, at);
      case SocketConstants.IPV6_TCLASS -> trafficClass = from.get(JAVA_INT, at);
      default -> {
        // As above.
      }
    }
  }

  private void readSocket(MemorySegment from, long at, int type) {
    if (type == SocketConstants.SO_TIMESTAMPNS) {
      timestamp = from.get(JAVA_LONG, at) * NANOS + from.get(JAVA_LONG, at + 8);
    } else if (type == SocketConstants.SO_RXQ_OVFL) {
      drops = Integer.toUnsignedLong(from.get(JAVA_INT, at));
    }
  }
}
