package dev.weir.server.datagram;

import static dev.weir.linux.call.SocketConstants.IPPROTO_IP;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.connection.Metadata;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the kernel to tell things beside each datagram. What an old kernel refuses stays untold. */
record KernelNotes(int fd, boolean six, boolean unix) {
  private static final Logger LOG = LoggerFactory.getLogger(KernelNotes.class);

  /** What the settings ask for; on a wildcard address, where each was sent to as well. */
  void ask(Set<Metadata> wanted, boolean wildcard) {
    wanted.forEach(this::ask);
    if (wildcard) {
      ask(Metadata.DESTINATION);
    }
  }

  private void ask(Metadata wanted) {
    switch (wanted) {
      case DESTINATION ->
          both(SocketConstants.IP_PKTINFO, SocketConstants.IPV6_RECVPKTINFO, /* fourToo= */ false);
      case TTL -> both(SocketConstants.IP_RECVTTL, SocketConstants.IPV6_RECVHOPLIMIT, true);
      case TRAFFIC_CLASS -> both(SocketConstants.IP_RECVTOS, SocketConstants.IPV6_RECVTCLASS, true);
      case TIMESTAMP -> set(SOL_SOCKET, SocketConstants.SO_TIMESTAMPNS);
      case DROPS -> set(SOL_SOCKET, SocketConstants.SO_RXQ_OVFL);
    }
  }

  void errors() {
    both(SocketConstants.IP_RECVERR, SocketConstants.IPV6_RECVERR, true);
  }

  boolean join() {
    return !unix && set(IPPROTO_UDP, SocketConstants.UDP_GRO);
  }

  /**
   * IPv4 peers of an IPv6 socket have options of their own, but for where they sent to; Unix ones
   * have none.
   */
  private void both(int four, int sixth, boolean fourToo) {
    if (unix) {
      return;
    }
    if (six) {
      set(IPPROTO_IPV6, sixth);
    }
    if (!six || fourToo) {
      set(IPPROTO_IP, four);
    }
  }

  private boolean set(int level, int option) {
    try {
      SocketCalls.setOption(fd, level, option, 1);
      return true;
    } catch (SystemCallException refused) {
      LOG.debug("descriptor {}: option {} of level {}: {}", fd, option, level, refused.toString());
      return false;
    }
  }
}
