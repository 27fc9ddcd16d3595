package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The flow label of a client's data socket: leased from the kernel, then given to connect(2), the
 * only place where it can be. Only while the descriptor cannot be closed.
 */
final class FlowLabel {

  private static final byte GET = 0;
  private static final byte SHARED_BY_ALL = (byte) 255;

  /** The kernel keeps this flag, alone in the request, in this machine's order of bytes. */
  private static final short CREATE = 1;

  private static final int REQUEST = 32;

  private FlowLabel() {}

  /**
   * Begins to connect with the label; a connect that follows goes on with this one.
   *
   * @throws TestFailure where the peer has no IPv6, or the kernel refuses the label
   */
  static void connect(int fd, InetSocketAddress peer, int label) throws TestFailure {
    if (!(peer.getAddress() instanceof Inet6Address six)) {
      throw new TestFailure(ErrorCode.SET_FLOW_LABEL);
    }
    lease(fd, six, label);
    try {
      SocketCalls.connectLabelled(fd, peer, label);
    } catch (SystemCallException begun) {
      if (!begun.errno().name().equals("EINPROGRESS")) {
        throw new TestFailure(ErrorCode.STREAM_CONNECT, begun.errno().number());
      }
    }
  }

  private static void lease(int fd, Inet6Address peer, int label) throws TestFailure {
    try {
      SocketCalls.setOption(
          fd,
          SocketConstants.IPPROTO_IPV6,
          SocketConstants.IPV6_FLOWLABEL_MGR,
          request(peer, label));
      SocketCalls.setOption(
          fd, SocketConstants.IPPROTO_IPV6, SocketConstants.IPV6_FLOWINFO_SEND, 1);
    } catch (SystemCallException refused) {
      throw new TestFailure(ErrorCode.SET_FLOW_LABEL, refused.errno().number());
    }
  }

  /** An in6_flowlabel_req: whom it is for, which, and that it is made where nobody has it. */
  private static byte[] request(Inet6Address peer, int label) {
    ByteBuffer request = ByteBuffer.allocate(REQUEST).put(peer.getAddress()).putInt(label);
    request.put(GET).put(SHARED_BY_ALL);
    request.order(ByteOrder.nativeOrder()).putShort(CREATE);
    return request.array();
  }
}
