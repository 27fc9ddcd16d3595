package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.linux.call.Errno;
import dev.weir.linux.call.PeerName;
import dev.weir.server.connection.Session.Ending;
import dev.weir.server.connection.Sessions;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one socket. Their order of silence is kept up to date by each datagram, so that
 * one timer for all of them suffices. Loop only, but for what says otherwise.
 */
public final class SessionTable extends DatagramEnd {
  /** Gives a new peer its session. */
  interface Opening {
    PeerSession open(SessionTable table, DatagramRoute wayBack) throws Exception;
  }

  private final Consumer<Arrival> each = this::received;
  private final Sessions own;
  private final Opening opening;
  private final SessionIndex index = new SessionIndex();
  private final IdleOrder order = new IdleOrder();
  private final SentBytes sent = new SentBytes();
  private final HotSessions hot = new HotSessions(this);
  private final List<PeerSession> fired = new ArrayList<>();
  private @Nullable PeerSession recent;
  private @Nullable Future<?> timer;
  private SessionPlaces places = new SessionPlaces(UnaryOperator.identity());
  private Sessions bounds;
  private volatile boolean draining;
  private boolean inTurn;
  private boolean flushing;
  private long turn;

  SessionTable(Sessions bounds, Opening opening) {
    this.own = bounds;
    this.bounds = bounds;
    this.opening = opening;
  }

  @Override
  void begin() {
    places = SessionPlaces.of(context().channel());
    bounds = places.change().apply(own);
  }

  /** Those above a lower number stay until they end; silence is measured anew by the timer. */
  @Override
  void boundsChanged() {
    bounds = places.change().apply(own);
    if (timer != null) {
      timer.cancel(false);
      expire();
    }
  }

  Sessions bounds() {
    return bounds;
  }

  /** Any thread. */
  SessionPlaces places() {
    return places;
  }

  /** Any thread. */
  @Override
  boolean draining() {
    return draining;
  }

  @Override
  void arrived(Arrival arrival) {
    if (!inTurn) {
      inTurn = true;
      turn = System.nanoTime();
    }
    arrival.split(each);
  }

  private void received(Arrival arrival) {
    PeerSession session = recent;
    if (session == null || !session.serves(arrival.route())) {
      session = index.find(arrival.route());
      if (session == null) {
        session = open(arrival.route());
      }
      recent = session;
    }
    if (session != null) {
      hand(session, arrival);
    }
  }

  private void hand(PeerSession session, Arrival arrival) {
    session.heard = turn;
    order.touch(session);
    if (bounds.connected() > 0) {
      hot.heard(session, turn);
    }
    try {
      session.received(arrival);
    } catch (Exception | LinkageError | StackOverflowError thrown) {
      failed(session, thrown);
    }
  }

  private void failed(PeerSession session, Throwable thrown) {
    report(thrown);
    end(session, Ending.FAILED);
  }

  /** Counts and logs what a session's code threw. */
  void report(Throwable thrown) {
    context().fireExceptionCaught(thrown);
  }

  private @Nullable PeerSession open(DatagramRoute wayBack) {
    if (draining) {
      return null;
    }
    SessionPlaces.Admission admission = places.enter(wayBack.to(), bounds);
    return switch (admission) {
      case ADMITTED -> begin(wayBack, false);
      case COUNTED -> begin(wayBack, true);
      case LIMIT -> refused(Count.DROPPED_SESSION_LIMIT);
      case ADDRESS -> refused(Count.DROPPED_SESSION_ADDRESS);
    };
  }

  private @Nullable PeerSession refused(Count cause) {
    count(cause);
    return null;
  }

  private @Nullable PeerSession begin(DatagramRoute wayBack, boolean counted) {
    PeerSession session;
    try {
      session = opening.open(this, wayBack);
    } catch (Exception | LinkageError thrown) {
      places.leave(wayBack.to(), counted);
      report(thrown);
      return null;
    }
    count(Count.SESSIONS_OPENED);
    pending().more();
    session.counted = counted;
    session.heard = turn;
    session.burstBegan = turn;
    index.add(session);
    order.add(session);
    watch();
    try {
      session.begin();
    } catch (Exception | LinkageError thrown) {
      failed(session, thrown);
    }
    return session.open() ? session : null;
  }

  /** Lets a session go, once. */
  void end(PeerSession session, Ending ending) {
    if (!session.open()) {
      return;
    }
    recent = null;
    index.remove(session);
    order.remove(session);
    places.leave(session.route().to(), session.counted);
    places.ended(ending, ending == Ending.SERVER_CLOSED ? session.unread() : 0);
    count(Count.SESSIONS_CLOSED);
    try {
      session.ended(ending);
    } catch (RuntimeException | LinkageError thrown) {
      report(thrown);
    }
    OwnSocket own = session.own;
    if (own != null) {
      session.own = null;
      leave(own, ending);
    }
    pending().less();
  }

  private static void leave(OwnSocket own, Ending ending) {
    if (ending == Ending.SERVER_CLOSED) {
      own.close();
    } else {
      own.leave();
    }
  }

  /** The socket of a session's own has closed. */
  void disconnected() {
    places.disconnect();
    count(Count.SESSIONS_DISCONNECTED);
  }

  private void watch() {
    PeerSession silent = order.first();
    if (timer == null && silent != null) {
      // A little late, so that those that follow soon need no timer of their own.
      long slack = bounds.idle().toNanos() / 64;
      long due = silent.heard + bounds.idle().toNanos() - System.nanoTime() + slack;
      timer =
          context().executor().schedule(this::expire, Math.max(slack, due), TimeUnit.NANOSECONDS);
    }
  }

  private void expire() {
    timer = null;
    long latest = System.nanoTime() - bounds.idle().toNanos();
    PeerSession silent = order.first();
    while (silent != null && silent.heard - latest <= 0) {
      if (listened(silent)) {
        silent = order.first();
        continue;
      }
      count(Count.SESSIONS_EXPIRED);
      end(silent, Ending.EXPIRED);
      silent = order.first();
    }
    outlet().flush();
    watch();
  }

  /** Whether what waited in a session's own socket has changed the order of silence. */
  private boolean listened(PeerSession session) {
    OwnSocket own = session.own;
    if (own == null) {
      return false;
    }
    long heard = session.heard;
    own.listen();
    return !session.open() || session.heard != heard;
  }

  /** A session is to be told when the turn ends. */
  void fired(PeerSession session) {
    fired.add(session);
  }

  @Override
  void turnEnded() {
    // Those named meanwhile are told too.
    for (int i = 0; i < fired.size(); i++) {
      fired.get(i).turnEnded();
    }
    fired.clear();
    inTurn = false;
  }

  @Override
  void undelivered(PeerName peer, int reason) {
    index.each(peer, session -> unreachable(session, reason));
  }

  void unreachable(PeerSession session, int reason) {
    String words = session.route().to() + ": " + Errno.of(Math.max(1, reason));
    IOException cause =
        reason == Errno.ECONNREFUSED.number()
            ? new PortUnreachableException(words)
            : new NoRouteToHostException(words);
    try {
      session.unreachable(cause);
    } catch (Exception | LinkageError thrown) {
      failed(session, thrown);
    }
  }

  @Override
  void drain() {
    draining = true;
    for (PeerSession next = order.first(); next != null; ) {
      PeerSession session = next;
      next = session.after;
      try {
        session.drain();
      } catch (Exception | LinkageError thrown) {
        failed(session, thrown);
      }
    }
  }

  @Override
  void closed() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    draining = true;
    for (PeerSession next = order.first(); next != null; next = order.first()) {
      end(next, Ending.SERVER_CLOSED);
    }
    fast().ifPresent(FastSocket::closeOwn);
  }

  void count(Count what) {
    Traffic.of(context().channel()).happened(what);
  }

  /** Any thread. */
  void onLoop(Runnable action) {
    pending().onLoop(action);
  }

  /** Any thread. */
  void refuseOnLoop(String call) {
    if (context().executor().inEventLoop()) {
      throw new IllegalStateException(
          call + ": called on an event loop, which must not wait (expected: a virtual thread)");
    }
  }

  /** Any thread. */
  SocketAddress localAddress(PeerName from) {
    SocketAddress bound = context().channel().localAddress();
    return bound instanceof InetSocketAddress internet && !from.any()
        ? new InetSocketAddress(from.host(), internet.getPort())
        : bound;
  }

  /** Any thread. */
  void send(PeerSession session, ByteBuffer bytes) {
    Channel channel = context().channel();
    if (channel.eventLoop().inEventLoop()) {
      if (channel.isOpen()) {
        outlet(session).copy(session.route(), bytes);
        flushSoon();
      }
      return;
    }
    ByteBuf copy = channel.alloc().buffer(bytes.remaining()).writeBytes(bytes.duplicate());
    sent.hand(channel.eventLoop(), copy, () -> sendOnLoop(session, copy));
  }

  void sendOnLoop(PeerSession session, ByteBuf datagram) {
    if (!context().channel().isOpen()) {
      datagram.release();
      return;
    }
    outlet(session).send(session.route(), datagram, 0);
    flushSoon();
  }

  private Outlet outlet(PeerSession session) {
    OwnSocket own = session.own;
    return own == null ? outlet() : own.outlet();
  }

  /** What handlers send in a turn leaves at its end. */
  private void flushSoon() {
    if (!inTurn && !flushing) {
      flushing = true;
      context().executor().execute(this::flushLater);
    }
  }

  private void flushLater() {
    flushing = false;
    outlet().flush();
  }
}
