package dev.weir.server.datagram;

import dev.weir.server.metrics.Count;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the busiest sessions sockets of their own, as many as there may be. Loop only. */
final class HotSessions {
  private static final Logger LOG = LoggerFactory.getLogger(HotSessions.class);

  /**
   * What makes a session hot: so many datagrams within a second. A socket costs some 10 µs of calls
   * and a descriptor, and saves about a microsecond for each datagram: at this rate it has paid for
   * itself within the second, and peers that ask now and then never get there.
   */
  static final int DATAGRAMS = 100;

  private static final long WITHIN = TimeUnit.SECONDS.toNanos(1);

  private final SessionTable table;
  private boolean warned;

  HotSessions(SessionTable table) {
    this.table = table;
  }

  /** A session's peer was heard. */
  void heard(PeerSession session, long now) {
    if (session.own != null) {
      return;
    }
    if (now - session.burstBegan > WITHIN) {
      session.burstBegan = now;
      session.burst = 0;
    }
    // Not above: where there is no place, it is asked for again in the next second.
    if (++session.burst == DATAGRAMS) {
      connect(session);
    }
  }

  private void connect(PeerSession session) {
    Optional<FastSocket> fast = table.fast();
    if (fast.isEmpty()) {
      warn();
      return;
    }
    if (!table.places().connect(table.bounds().connected())) {
      return;
    }
    Optional<OwnSocket> opened = fast.orElseThrow().connect(session);
    if (opened.isEmpty()) {
      table.places().disconnect();
      return;
    }
    table.count(Count.SESSIONS_CONNECTED);
    OwnSocket own = opened.orElseThrow();
    if (own.connected()) {
      session.own = own;
    } else {
      own.leave();
    }
  }

  private void warn() {
    if (!warned) {
      warned = true;
      LOG.warn(
          "{}: sessions.connected: without effect (expected: epoll, and no stages of one's own"
              + " before the sessions)",
          table.context().channel());
    }
  }
}
