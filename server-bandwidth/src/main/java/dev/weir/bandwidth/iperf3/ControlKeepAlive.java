package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the kernel ask a client that has been silent for long whether it is still there: during a
 * test nothing is said on the control connection, and one whose cable was pulled would stay until
 * the test's end, if it has one. On the connection's loop.
 */
final class ControlKeepAlive {

  private static final Logger LOG = LoggerFactory.getLogger(ControlKeepAlive.class);
  private static final int SO_KEEPALIVE = 9;
  private static final int TCP_KEEPIDLE = 4;
  private static final int TCP_KEEPINTVL = 5;
  private static final int TCP_KEEPCNT = 6;

  private ControlKeepAlive() {}

  static void set(Channel control, KeepAlive times) {
    if (!(control instanceof UnixChannel unix)) {
      return;
    }
    int fd = unix.fd().intValue();
    try {
      set(fd, TCP_KEEPIDLE, times.idle());
      set(fd, TCP_KEEPINTVL, times.interval());
      set(fd, TCP_KEEPCNT, times.count());
      SocketCalls.setOption(fd, SocketConstants.SOL_SOCKET, SO_KEEPALIVE, 1);
    } catch (SystemCallException refused) {
      LOG.debug("{} is not kept alive", control, refused);
    }
  }

  private static void set(int fd, int option, int value) throws SystemCallException {
    if (value > 0) {
      SocketCalls.setOption(fd, SocketConstants.IPPROTO_TCP, option, value);
    }
  }
}
