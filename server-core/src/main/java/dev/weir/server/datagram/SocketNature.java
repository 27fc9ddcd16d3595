package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramOutbox;
import dev.weir.linux.call.SocketConstants;
import dev.weir.server.connection.Metadata;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a socket is, and what it is asked to do: the same for the one that an endpoint is bound to
 * and for those beside it.
 *
 * @param family its address family
 * @param settings of the server
 * @param wildcard whether the endpoint is bound to every address
 */
record SocketNature(int family, DatagramSettings settings, boolean wildcard) {
  private static final Logger LOG = LoggerFactory.getLogger(SocketNature.class);

  static SocketNature of(Channel channel, int family, DatagramSettings settings) {
    boolean wildcard =
        channel.localAddress() instanceof InetSocketAddress local
            && local.getAddress().isAnyLocalAddress();
    return new SocketNature(family, settings, wildcard);
  }

  boolean six() {
    return family == SocketConstants.AF_INET6;
  }

  boolean unix() {
    return family == SocketConstants.AF_UNIX;
  }

  /** Asks the kernel to tell of each datagram what the server is to know. */
  void ask(int fd) {
    KernelNotes notes = new KernelNotes(fd, six(), unix());
    notes.ask(settings.metadata(), wildcard);
    if (settings.batching().join() && !notes.join()) {
      LOG.debug("descriptor {}: datagrams are not joined here", fd);
    }
    notes.errors();
  }

  /** Asks to be told of what the kernel drops there. */
  void askDrops(int fd) {
    new KernelNotes(fd, six(), unix()).ask(Set.of(Metadata.DROPS), false);
  }

  Window window() {
    return new Window(settings.batching().messages());
  }

  FastOutlet outlet(DatagramEnd end, LoopMemory memory, DatagramOutbox.Kind kind) {
    return new FastOutlet(end, memory, kind, unix(), settings.batching().segment());
  }
}
