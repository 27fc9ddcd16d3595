package dev.weir.server.datagram;

import org.jspecify.annotations.Nullable;

/** Sessions by when their peers were last heard, the longest silent first. Loop only. */
final class IdleOrder {
  private @Nullable PeerSession first;
  private @Nullable PeerSession last;

  @Nullable PeerSession first() {
    return first;
  }

  void add(PeerSession session) {
    session.before = last;
    session.after = null;
    if (last == null) {
      first = session;
    } else {
      last.after = session;
    }
    last = session;
  }

  void remove(PeerSession session) {
    PeerSession before = session.before;
    PeerSession after = session.after;
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
    }
    session.before = null;
    session.after = null;
  }

  /** Its peer was heard just now. */
  void touch(PeerSession session) {
    if (session.after != null) {
      remove(session);
      add(session);
    }
  }
}
