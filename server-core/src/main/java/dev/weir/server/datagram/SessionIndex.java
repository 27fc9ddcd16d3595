package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.linux.call.PeerName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds sessions by who sends and where to, without garbage. Loop only. */
final class SessionIndex {
  private static final int LEAST = 64;

  private @Nullable PeerSession[] buckets = new PeerSession[LEAST];
  private int size;

  int size() {
    return size;
  }

  @Nullable PeerSession find(DatagramRoute route) {
    PeerSession found = buckets[PeerHash.of(route.to()) & (buckets.length - 1)];
    while (found != null && !found.serves(route)) {
      found = found.chained;
    }
    return found;
  }

  void each(PeerName peer, Consumer<PeerSession> action) {
    PeerSession next = buckets[PeerHash.of(peer) & (buckets.length - 1)];
    while (next != null) {
      PeerSession session = next;
      next = session.chained;
      if (session.route().to().same(peer)) {
        action.accept(session);
      }
    }
  }

  void add(PeerSession session) {
    if (size >= buckets.length) {
      resize(buckets.length * 2);
    }
    size++;
    put(session);
  }

  private void put(PeerSession session) {
    int place = PeerHash.of(session.route().to()) & (buckets.length - 1);
    session.chained = buckets[place];
    buckets[place] = session;
  }

  void remove(PeerSession session) {
    int place = PeerHash.of(session.route().to()) & (buckets.length - 1);
    PeerSession before = null;
    PeerSession at = buckets[place];
    while (at != null && !at.serves(session.route())) {
      before = at;
      at = at.chained;
    }
    if (at == null) {
      return;
    }
    if (before == null) {
      buckets[place] = at.chained;
    } else {
      before.chained = at.chained;
    }
    size--;
    if (size < buckets.length / 8 && buckets.length > LEAST) {
      resize(buckets.length / 2);
    }
  }

  private void resize(int length) {
    @Nullable PeerSession[] old = buckets;
    buckets = new PeerSession[length];
    for (PeerSession head : old) {
      PeerSession next = head;
      while (next != null) {
        PeerSession session = next;
        next = session.chained;
        put(session);
      }
    }
  }
}
