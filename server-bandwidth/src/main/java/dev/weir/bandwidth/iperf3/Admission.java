package dev.weir.bandwidth.iperf3;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Who may test now, who waits, and who is turned away. Any thread; its lock is held for a few
 * instructions only.
 */
final class Admission {

  /** What becomes of a newcomer. */
  enum Verdict {
    /** There is room. */
    ADMITTED,
    /** It will be told when there is room. */
    WAITING,
    /** There is not even room to wait. */
    BUSY
  }

  private final Iperf3Limits limits;
  private final Set<ServerSession> running = new HashSet<>();
  private final Queue<ServerSession> waiting = new ArrayDeque<>();
  private final Map<Origin, Integer> addresses = new HashMap<>();

  Admission(Iperf3Limits limits) {
    this.limits = limits;
  }

  synchronized Verdict enter(ServerSession session) {
    Origin origin = Origin.of(session.address());
    int sameAddress = addresses.getOrDefault(origin, 0);
    boolean room = running.size() < limits.tests();
    if (sameAddress >= limits.testsPerAddress() || (!room && waiting.size() >= limits.waiting())) {
      return Verdict.BUSY;
    }
    addresses.put(origin, sameAddress + 1);
    if (room) {
      running.add(session);
      return Verdict.ADMITTED;
    }
    waiting.add(session);
    return Verdict.WAITING;
  }

  /** Makes room; whoever has waited longest takes it. */
  synchronized void leave(ServerSession session) {
    boolean ran = running.remove(session);
    if (!ran && !waiting.remove(session)) {
      return;
    }
    addresses.computeIfPresent(
        Origin.of(session.address()), (origin, count) -> count == 1 ? null : count - 1);
    ServerSession next = ran ? waiting.poll() : null;
    if (next != null) {
      running.add(next);
      next.tell(Occurrence.ADMITTED);
    }
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized int running() {
    return running.size();
  }
}
