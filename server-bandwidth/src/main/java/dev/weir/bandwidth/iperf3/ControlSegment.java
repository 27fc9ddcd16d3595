package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment size of the control connection: a datagram of that size passes the path unfragmented,
 * so it is the size of datagrams where nobody chose one. On the connection's loop.
 */
final class ControlSegment {

  private static final Logger LOG = LoggerFactory.getLogger(ControlSegment.class);
  private static final int TCP_MAXSEG = 2;

  private ControlSegment() {}

  /** Bytes, or 0 where they cannot be found out. */
  static int size(Channel control) {
    if (!(control instanceof UnixChannel unix) || !control.isOpen()) {
      return 0;
    }
    try {
      return SocketCalls.intOption(unix.fd().intValue(), SocketConstants.IPPROTO_TCP, TCP_MAXSEG);
    } catch (SystemCallException refused) {
      LOG.debug("Segment size cannot be read", refused);
      return 0;
    }
  }

  /** Whether the block size is this size. */
  static boolean decides(TestParameters parameters) {
    return parameters.protocol() == Protocol.UDP && parameters.small(Parameter.LEN) == 0;
  }

  /** The same with a block size. */
  static TestParameters blockSize(TestParameters parameters, Channel control) {
    int size = decides(parameters) ? size(control) : 0;
    try {
      return parameters
          .with(Parameter.LEN, size > 0 ? size : parameters.blockSize())
          .checked()
          .withOffload();
    } catch (TestFailure outOfRange) {
      LOG.debug("Segment size {} is no size for datagrams", size, outOfRange);
      return parameters;
    }
  }
}
