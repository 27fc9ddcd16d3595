package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import dev.weir.server.connection.Session;
import dev.weir.server.connection.Sessions;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * What the sessions of all sockets of one server share: how many there are and were. Any thread.
 */
public final class SessionPlaces {
  private static final AttributeKey<SessionPlaces> KEY =
      AttributeKey.valueOf(SessionPlaces.class, "places");

  /** Whether there was a place. */
  enum Admission {
    ADMITTED,
    /** Beside that, it counts for its address. */
    COUNTED,
    LIMIT,
    ADDRESS
  }

  private record Host(long high, long low) {}

  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong gone = new AtomicLong();
  private final AtomicLong forced = new AtomicLong();
  private final AtomicLong unread = new AtomicLong();
  private final Map<Host, Integer> perAddress = new ConcurrentHashMap<>();
  private volatile UnaryOperator<Sessions> change;

  /**
   * No session yet.
   *
   * @param change what the server makes of its handler's bounds
   */
  public SessionPlaces(UnaryOperator<Sessions> change) {
    this.change = change;
  }

  /**
   * What the server makes of its handler's bounds.
   *
   * @return what holds now
   */
  public UnaryOperator<Sessions> change() {
    return change;
  }

  /**
   * Makes other bounds of them. Whoever does tells the sockets by a {@link BoundsEvent}.
   *
   * @param other holds from now on
   */
  public void change(UnaryOperator<Sessions> other) {
    change = other;
  }

  /**
   * Makes these the places of a socket.
   *
   * @param channel one that has none
   */
  public void attach(Channel channel) {
    channel.attr(KEY).set(this);
  }

  /** The places of a socket; of one that no server made, its own. */
  static SessionPlaces of(Channel channel) {
    SessionPlaces places = channel.attr(KEY).get();
    return places == null ? new SessionPlaces(UnaryOperator.identity()) : places;
  }

  Admission enter(PeerName peer, Sessions bounds) {
    if (open.incrementAndGet() > bounds.limit()) {
      open.decrementAndGet();
      return Admission.LIMIT;
    }
    if (bounds.perAddress() >= bounds.limit()) {
      return Admission.ADMITTED;
    }
    if (!enterAddress(peer, bounds.perAddress())) {
      open.decrementAndGet();
      return Admission.ADDRESS;
    }
    return Admission.COUNTED;
  }

  private boolean enterAddress(PeerName peer, int most) {
    boolean[] entered = new boolean[1];
    perAddress.compute(
        new Host(peer.high(), peer.low()),
        (host, before) -> {
          int now = before == null ? 0 : before;
          entered[0] = now < most;
          return entered[0] ? Integer.valueOf(now + 1) : before;
        });
    return entered[0];
  }

  void leave(PeerName peer, boolean counted) {
    open.decrementAndGet();
    if (counted) {
      perAddress.computeIfPresent(
          new Host(peer.high(), peer.low()), (host, now) -> now == 1 ? null : now - 1);
    }
  }

  /** Takes a place for a session's own socket, where there is one. */
  boolean connect(int most) {
    if (connected.incrementAndGet() > most) {
      connected.decrementAndGet();
      return false;
    }
    return true;
  }

  void disconnect() {
    connected.decrementAndGet();
  }

  /** A session has ended, with bytes that its code has not taken. */
  void ended(Session.Ending how, long waiting) {
    gone.incrementAndGet();
    if (how == Session.Ending.SERVER_CLOSED) {
      forced.incrementAndGet();
      unread.addAndGet(waiting);
    }
  }

  /**
   * How many sessions have ended, for whatever reason.
   *
   * @return from the start of the server
   */
  public long gone() {
    return gone.get();
  }

  /**
   * How many sessions ended because their socket closed.
   *
   * @return from the start of the server, of those in {@link #gone}
   */
  public long forced() {
    return forced.get();
  }

  /**
   * What waited for the code of forced sessions.
   *
   * @return bytes
   */
  public long unread() {
    return unread.get();
  }

  /** Takes room for bytes that wait for a task, where there is room. */
  boolean hold(int bytes, Sessions bounds) {
    if (waitingBytes.addAndGet(bytes) > bounds.memory()) {
      waitingBytes.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(int bytes) {
    waitingBytes.addAndGet(-bytes);
  }
}
