package dev.weir.bandwidth.iperf3;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose flows a client address is opening now. A hello does not say which test it is for: so of the
 * tests of one address only one at a time may open flows. Any thread; its lock is held for a few
 * instructions only.
 *
 * <p>Whoever has the turn is told when somebody begins to wait for it; whoever waits is told when
 * the line moves.
 */
final class UdpTurns {

  private final Map<InetAddress, Deque<ServerSession>> lines = new HashMap<>();

  /** True where it is this test's turn at once; else it will be told of its {@code TURN}. */
  synchronized boolean join(ServerSession session) {
    Deque<ServerSession> line =
        lines.computeIfAbsent(session.address(), address -> new ArrayDeque<>());
    line.addLast(session);
    if (line.size() == 2) {
      line.getFirst().tell(Occurrence.AWAITED);
    }
    return line.size() == 1;
  }

  /** Nothing happens where the session is not in line. */
  synchronized void leave(ServerSession session) {
    Deque<ServerSession> line = lines.get(session.address());
    if (line == null) {
      return;
    }
    boolean first = line.peekFirst() == session;
    line.remove(session);
    if (line.isEmpty()) {
      lines.remove(session.address());
    } else if (first) {
      turn(line);
    }
  }

  private static void turn(Deque<ServerSession> line) {
    line.getFirst().tell(Occurrence.TURN);
    if (line.size() > 1) {
      line.getFirst().tell(Occurrence.AWAITED);
      line.stream().skip(1).forEach(waiting -> waiting.tell(Occurrence.NEARER));
    }
  }

  /** Whose turn it is. */
  synchronized Optional<ServerSession> current(InetAddress address) {
    Deque<ServerSession> line = lines.get(address);
    return line == null ? Optional.empty() : Optional.ofNullable(line.peekFirst());
  }

  /** Whether somebody else waits for this address's turn. */
  synchronized boolean contended(InetAddress address) {
    Deque<ServerSession> line = lines.get(address);
    return line != null && line.size() > 1;
  }
}
