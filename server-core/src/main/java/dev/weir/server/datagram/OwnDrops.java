package dev.weir.server.datagram;

import dev.weir.linux.SocketMemory;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the kernel dropped at one socket because its receive buffer was full. Loop only. */
final class OwnDrops {
  private static final Logger LOG = LoggerFactory.getLogger(OwnDrops.class);

  private final Traffic traffic;
  private long known;

  OwnDrops(Traffic traffic) {
    this.traffic = traffic;
  }

  /** As the kernel told beside a datagram: since the socket was made, below 0 for nothing. */
  void told(long drops) {
    if (drops > known) {
      traffic.happened(Count.DROPPED_CONNECTED, drops - known);
      known = drops;
    }
  }

  /** Asks the kernel, before the socket closes. */
  void ask(int fd) {
    try {
      told(SocketMemory.of(fd).drops());
    } catch (SystemCallException refused) {
      LOG.debug("descriptor {}: drops: {}", fd, refused.toString());
    }
  }
}
