package dev.weir.linux;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a TCP connection is doing: the kernel's whole {@code struct tcp_info}, read once. A field
 * that an older kernel does not know reads as 0. Reading costs about half a microsecond.
 */
public final class TcpInfo {
  /** Larger than the structure of any kernel known, so that new kernels are not asked to cut it. */
  private static final int LIMIT = 512;

  private final ByteBuffer fields;

  private TcpInfo(byte[] bytes) {
    fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * Asks the kernel about a connection or listener. Any thread.
   *
   * @param fd descriptor of a TCP socket
   * @return its state now
   * @throws SystemCallException where it is not an open TCP socket
   * @throws UnsupportedOperationException away from Linux
   */
  public static TcpInfo of(int fd) throws SystemCallException {
    return new TcpInfo(
        SocketCalls.bytesOption(fd, SocketConstants.IPPROTO_TCP, SocketConstants.TCP_INFO, LIMIT));
  }

  /**
   * State of the connection, 1 established to 12 new, 10 for a listener.
   *
   * @return number
   */
  public int state() {
    return unsignedByte(0);
  }

  /**
   * State of loss recovery: 0 open, 1 disorder, 2 reduced window, 3 recovery, 4 loss.
   *
   * @return number
   */
  public int caState() {
    return unsignedByte(1);
  }

  /**
   * Retransmissions of the segment now waited for.
   *
   * @return number
   */
  public int consecutiveRetransmits() {
    return unsignedByte(2);
  }

  /**
   * Retransmission time-out.
   *
   * @return microseconds
   */
  public long rto() {
    return unsignedInt(8);
  }

  /**
   * Largest segment that is sent.
   *
   * @return bytes
   */
  public long sendMss() {
    return unsignedInt(16);
  }

  /**
   * Largest segment seen from the peer.
   *
   * @return bytes
   */
  public long receiveMss() {
    return unsignedInt(20);
  }

  /**
   * Segments sent and not yet acknowledged; for a listener, connections waiting for accept.
   *
   * @return segments
   */
  public long unacked() {
    return unsignedInt(24);
  }

  /**
   * Segments acknowledged selectively; for a listener, its backlog.
   *
   * @return segments
   */
  public long sacked() {
    return unsignedInt(28);
  }

  /**
   * Segments held to be lost.
   *
   * @return segments
   */
  public long lost() {
    return unsignedInt(32);
  }

  /**
   * Path MTU.
   *
   * @return bytes
   */
  public long pmtu() {
    return unsignedInt(60);
  }

  /**
   * Smoothed round-trip time.
   *
   * @return microseconds
   */
  public long rtt() {
    return unsignedInt(68);
  }

  /**
   * Mean deviation of the round-trip time.
   *
   * @return microseconds
   */
  public long rttVariance() {
    return unsignedInt(72);
  }

  /**
   * Slow-start threshold.
   *
   * @return segments
   */
  public long sendSsthresh() {
    return unsignedInt(76);
  }

  /**
   * Congestion window, in segments: times {@link #sendMss()} it is in bytes.
   *
   * @return segments
   */
  public long sendCwnd() {
    return unsignedInt(80);
  }

  /**
   * Reordering that loss recovery allows for.
   *
   * @return segments
   */
  public long reordering() {
    return unsignedInt(88);
  }

  /**
   * Round-trip time as the receiver estimates it.
   *
   * @return microseconds
   */
  public long receiveRtt() {
    return unsignedInt(92);
  }

  /**
   * Segments retransmitted since the connection began.
   *
   * @return segments
   */
  public long totalRetransmits() {
    return unsignedInt(100);
  }

  /**
   * Rate at which TCP paces itself now; all bits set where it does not.
   *
   * @return bytes per second
   */
  public long pacingRate() {
    return longField(104);
  }

  /**
   * Bytes that the peer acknowledged.
   *
   * @return bytes
   */
  public long bytesAcked() {
    return longField(120);
  }

  /**
   * Bytes received in order.
   *
   * @return bytes
   */
  public long bytesReceived() {
    return longField(128);
  }

  /**
   * Segments sent, retransmissions and pure acknowledgements too.
   *
   * @return segments
   */
  public long segmentsOut() {
    return unsignedInt(136);
  }

  /**
   * Segments received.
   *
   * @return segments
   */
  public long segmentsIn() {
    return unsignedInt(140);
  }

  /**
   * Bytes written and not yet sent for the first time.
   *
   * @return bytes
   */
  public long notSentBytes() {
    return unsignedInt(144);
  }

  /**
   * Least round-trip time of late.
   *
   * @return microseconds
   */
  public long minRtt() {
    return unsignedInt(148);
  }

  /**
   * Rate at which the peer lately acknowledged.
   *
   * @return bytes per second
   */
  public long deliveryRate() {
    return longField(160);
  }

  /**
   * Time with data waiting to be sent or acknowledged.
   *
   * @return microseconds
   */
  public long busyMicros() {
    return longField(168);
  }

  /**
   * Time in which the peer's window held sending up.
   *
   * @return microseconds
   */
  public long receiveWindowLimited() {
    return longField(176);
  }

  /**
   * Time in which the send buffer held sending up.
   *
   * @return microseconds
   */
  public long sendBufferLimited() {
    return longField(184);
  }

  /**
   * Bytes sent, retransmissions too; since Linux 4.19.
   *
   * @return bytes
   */
  public long bytesSent() {
    return longField(200);
  }

  /**
   * Bytes retransmitted; since Linux 4.19.
   *
   * @return bytes
   */
  public long bytesRetransmitted() {
    return longField(208);
  }

  /**
   * Times reordering was seen; since Linux 4.19.
   *
   * @return count
   */
  public long reorderSeen() {
    return unsignedInt(220);
  }

  /**
   * Window that the peer offers, scaled; since Linux 5.4.
   *
   * @return bytes
   */
  public long sendWindow() {
    return unsignedInt(228);
  }

  private int unsignedByte(int offset) {
    return offset < fields.capacity() ? Byte.toUnsignedInt(fields.get(offset)) : 0;
  }

  private long unsignedInt(int offset) {
    boolean known = offset + Integer.BYTES <= fields.capacity();
    return known ? Integer.toUnsignedLong(fields.getInt(offset)) : 0;
  }

  private long longField(int offset) {
    return offset + Long.BYTES <= fields.capacity() ? fields.getLong(offset) : 0;
  }
}
