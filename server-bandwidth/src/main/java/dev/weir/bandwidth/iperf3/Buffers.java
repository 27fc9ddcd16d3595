package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.AttributeKey;

/**
 * The buffers of data sockets. What reports tell is their size before the connection, as the
 * original tells it: the kernel makes them grow as soon as there is one.
 */
final class Buffers {

  private static final AttributeKey<SocketBuffers> UNCONNECTED =
      AttributeKey.valueOf(Buffers.class, "unconnected");

  private Buffers() {}

  /** Keeps what a socket has while it is not yet connected. */
  static SocketBuffers keep(Channel channel, int fd) throws TestFailure {
    SocketBuffers now = now(fd);
    channel.attr(UNCONNECTED).set(now);
    return now;
  }

  /**
   * What was kept of it, else what its listening socket has, else its own.
   *
   * @param window what the test asks for, which does not grow; 0 for nothing
   */
  static SocketBuffers first(Channel channel, int window, SocketBuffers own) throws TestFailure {
    SocketBuffers kept = channel.attr(UNCONNECTED).get();
    if (kept != null) {
      return kept;
    }
    return window == 0 && channel.parent() instanceof UnixChannel listener && listener.isOpen()
        ? now(listener.fd().intValue())
        : own;
  }

  /** As the kernel has them at this moment. */
  static SocketBuffers now(int fd) throws TestFailure {
    try {
      return new SocketBuffers(
          SocketCalls.intOption(fd, SocketConstants.SOL_SOCKET, SocketConstants.SO_SNDBUF),
          SocketCalls.intOption(fd, SocketConstants.SOL_SOCKET, SocketConstants.SO_RCVBUF));
    } catch (SystemCallException refused) {
      throw new TestFailure(ErrorCode.SET_BUFFER, refused.errno().number());
    }
  }
}
