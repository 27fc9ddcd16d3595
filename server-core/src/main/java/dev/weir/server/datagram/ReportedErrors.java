package dev.weir.server.datagram;

import dev.weir.linux.call.ErrorQueue;
import dev.weir.linux.call.PeerName;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What routers and peers reported of datagrams that sockets of one endpoint sent. Loop only. */
final class ReportedErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ReportedErrors.class);

  /** At one event: a storm of them has its turns like everything else. */
  private static final int MOST = 256;

  /** Is told of one. */
  @FunctionalInterface
  interface Told {
    /** Of a datagram for a peer; the reason is an errno. */
    void undelivered(PeerName peer, int reason);
  }

  private final Channel channel;
  private final Traffic traffic;
  private final ErrorQueue queue = new ErrorQueue();

  ReportedErrors(Channel channel) {
    this.channel = channel;
    this.traffic = Traffic.of(channel);
  }

  void take(int fd, Told told) {
    for (int i = 0; i < MOST && queue.next(fd); i++) {
      traffic.happened(Count.UNREACHABLE);
      told.undelivered(queue.receiver(), queue.reason());
    }
    clear(fd);
  }

  /** Reading takes away what stands in the way of the next call. */
  private void clear(int fd) {
    try {
      int error = SocketCalls.intOption(fd, SocketConstants.SOL_SOCKET, SocketConstants.SO_ERROR);
      LOG.debug("{}: error between datagrams: {}", channel, error);
    } catch (SystemCallException closed) {
      LOG.debug("{}: {}", channel, closed.toString());
    }
  }
}
