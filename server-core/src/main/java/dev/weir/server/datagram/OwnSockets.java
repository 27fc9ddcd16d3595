package dev.weir.server.datagram;

import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_REUSEPORT;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of sessions' own, beside the one that all share. Loop only.
 *
 * <p>The kernel lets a socket bind the same port where both have SO_REUSEPORT; the shared one has
 * it only while another is being bound and connected. In that time the new one may get datagrams of
 * any peer. They are read from there like all others: whose they are is told by their source. Once
 * it is connected the kernel prefers it for its peer and passes it over for all others.
 */
final class OwnSockets {
  private static final Logger LOG = LoggerFactory.getLogger(OwnSockets.class);
  private static final int TYPE =
      SocketConstants.SOCK_DGRAM | SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;

  private final DatagramEnd end;
  private final int shared;
  private final SocketNature nature;
  private final LoopMemory memory;
  private final Intake intake;
  private final ReportedErrors errors;
  private final Set<OwnSocket> open = new LinkedHashSet<>();
  private Optional<List<OptionCopy>> options = Optional.empty();
  private boolean impossible;

  OwnSockets(
      DatagramEnd end,
      int shared,
      SocketNature nature,
      LoopMemory memory,
      Intake intake,
      ReportedErrors errors) {
    this.end = end;
    this.shared = shared;
    this.nature = nature;
    this.memory = memory;
    this.intake = intake;
    this.errors = errors;
  }

  /** Empty where the session has no single address of this machine, or the kernel refuses. */
  Optional<OwnSocket> open(PeerSession session) {
    if (impossible || !eligible(session)) {
      return Optional.empty();
    }
    try {
      return open(session, SocketCalls.socket(nature.family(), TYPE, 0));
    } catch (SystemCallException refused) {
      LOG.debug("{}: no socket of its own: {}", session, refused.toString());
      return Optional.empty();
    }
  }

  private boolean eligible(PeerSession session) {
    return session.localAddress() instanceof InetSocketAddress local
        && !local.getAddress().isAnyLocalAddress()
        && !local.getAddress().isMulticastAddress()
        && session.route().to().port() != 0;
  }

  private Optional<OwnSocket> open(PeerSession session, int fd) throws SystemCallException {
    boolean connected;
    try {
      prepare(fd);
      if (impossible) {
        SocketCalls.close(fd);
        return Optional.empty();
      }
      connected = bound(fd, session);
    } catch (SystemCallException refused) {
      SocketCalls.close(fd);
      throw refused;
    }
    return OwnSocket.of(session, fd, connected, this);
  }

  private void prepare(int fd) throws SystemCallException {
    if (options.isEmpty()) {
      impossible = OptionCopy.elsewhere(shared, fd) || sharing();
      if (impossible) {
        LOG.warn(
            "{}: sessions.connected: without effect (expected: a socket that shares its port with"
                + " no other, in the network namespace of the process)",
            end.context().channel());
      }
      options = Optional.of(OptionCopy.differences(shared, fd));
    }
    for (OptionCopy option : options.orElseThrow()) {
      option.put(fd);
    }
    nature.ask(fd);
    nature.askDrops(fd);
    SocketCalls.setOption(fd, SOL_SOCKET, SO_REUSEPORT, 1);
  }

  /** Shards and others that share the port: the kernel would count the new ones among them. */
  private boolean sharing() throws SystemCallException {
    return SocketCalls.intOption(shared, SOL_SOCKET, SO_REUSEPORT) != 0;
  }

  /** Throws where it cannot be bound, and tells whether it is connected. */
  private boolean bound(int fd, PeerSession session) throws SystemCallException {
    InetSocketAddress local = (InetSocketAddress) session.localAddress();
    SocketCalls.setOption(shared, SOL_SOCKET, SO_REUSEPORT, 1);
    try {
      SocketCalls.bind(fd, nature.family(), local);
      return connected(fd, session.route().to().address());
    } finally {
      SocketCalls.setOption(shared, SOL_SOCKET, SO_REUSEPORT, 0);
    }
  }

  private boolean connected(int fd, InetSocketAddress peer) {
    try {
      SocketCalls.connect(fd, nature.family(), peer);
      return true;
    } catch (SystemCallException refused) {
      LOG.debug("{}: no socket of its own: {}", peer, refused.toString());
      return false;
    }
  }

  DatagramEnd end() {
    return end;
  }

  SocketNature nature() {
    return nature;
  }

  LoopMemory memory() {
    return memory;
  }

  Intake intake() {
    return intake;
  }

  ReportedErrors errors() {
    return errors;
  }

  void opened(OwnSocket socket) {
    open.add(socket);
  }

  void closed(OwnSocket socket) {
    open.remove(socket);
  }

  void close() {
    List.copyOf(open).forEach(OwnSocket::close);
  }
}
