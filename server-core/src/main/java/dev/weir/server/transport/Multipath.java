package dev.weir.server.transport;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_MPTCP;
import static dev.weir.linux.call.SocketConstants.SOCK_CLOEXEC;
import static dev.weir.linux.call.SocketConstants.SOCK_NONBLOCK;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;

import dev.weir.linux.call.SocketCalls;
import dev.weir.server.endpoint.Placement;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;

/** Multipath TCP, of which Netty knows nothing: its sockets differ in how they are made alone. */
final class Multipath {
  private Multipath() {}

  /** The protocol of a listener's socket, 0 for the usual one. */
  static int protocol(Placement placement) {
    return placement.multipath() ? IPPROTO_MPTCP : 0;
  }

  /** Gives a channel that no loop knows yet the socket it shall have. */
  static Channel given(EpollSocketChannel channel, Family family, Placement placement)
      throws IOException {
    if (placement.multipath()) {
      try {
        replace(channel.fd().intValue(), family == Family.IPV4 ? AF_INET : AF_INET6);
      } catch (IOException refused) {
        channel.unsafe().closeForcibly();
        throw refused;
      }
    }
    return channel;
  }

  private static void replace(int fd, int family) throws IOException {
    int made =
        SocketCalls.socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_MPTCP);
    try {
      SocketCalls.replace(fd, made);
    } finally {
      SocketCalls.close(made);
    }
  }
}
