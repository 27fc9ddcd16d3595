package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramOutbox;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.Duplicate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A socket of one session's own, connected to its peer. Loop only. */
final class OwnSocket {
  /** Calls that empty it before it closes: a peer that goes on flooding cannot keep it. */
  private static final int LAST_CALLS = 64;

  private final PeerSession session;
  private final OwnSockets all;
  private final Window window;
  private final FastOutlet outlet;
  private @Nullable Duplicate descriptor;
  private final OwnDrops drops;
  private final boolean connected;
  private boolean leaving;

  private OwnSocket(PeerSession session, boolean connected, OwnSockets all) {
    this.session = session;
    this.connected = connected;
    this.all = all;
    this.drops = new OwnDrops(Traffic.of(all.end().context().channel()));
    this.window = all.nature().window();
    this.outlet = all.nature().outlet(all.end(), all.memory(), DatagramOutbox.Kind.CONNECTED);
  }

  /** Takes the descriptor over; empty where the loop refuses it. */
  static Optional<OwnSocket> of(PeerSession session, int fd, boolean connected, OwnSockets all) {
    OwnSocket made = new OwnSocket(session, connected, all);
    Optional<Duplicate> watched = Duplicate.beside(all.end().context().channel(), fd, made::ready);
    watched.ifPresent(made::begin);
    return watched.map(ready -> made);
  }

  private void begin(Duplicate watched) {
    descriptor = watched;
    all.opened(this);
    outlet.begin(watched);
    outlet.reading(true);
  }

  /** Where it is not, it is to leave at once: what came while it was only bound is not lost. */
  boolean connected() {
    return connected;
  }

  Outlet outlet() {
    return outlet;
  }

  private void ready(boolean error) {
    Duplicate now = descriptor;
    if (error && now != null) {
      all.errors().take(now.number(), (peer, reason) -> session.undelivered(reason));
    }
    outlet.resume();
    read(FastSocket.CALLS);
    closeWhenIdle();
  }

  /** Reads what waits, by so many calls at most. */
  private void read(int calls) {
    for (int i = 0; i < calls && descriptor != null; i++) {
      boolean more = all.intake().receive(descriptor.number(), window);
      drops.told(all.intake().drops());
      if (!more) {
        return;
      }
    }
  }

  /** Reads what waits before its session ends of silence. */
  void listen() {
    read(LAST_CALLS);
  }

  /**
   * Its session has ended. What has come meanwhile is read once this turn is over, and begins a
   * session anew as it would without this socket; what waits to be sent is sent.
   */
  void leave() {
    leaving = true;
    all.end()
        .context()
        .executor()
        .execute(() -> {
          read(LAST_CALLS);
          closeWhenIdle();
        });
  }

  private void closeWhenIdle() {
    if (leaving && outlet.idle()) {
      close();
    }
  }

  /** Only the first call does anything. */
  void close() {
    Duplicate now = descriptor;
    if (now != null) {
      outlet.close();
      drops.ask(now.number());
      descriptor = null;
      now.close();
      all.closed(this);
      session.table().disconnected();
    }
  }
}
