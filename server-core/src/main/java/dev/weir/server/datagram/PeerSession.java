package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.server.connection.Session;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session in its table. Its fields are the table's, on the loop, but for what is volatile. */
abstract class PeerSession implements Session {
  /** The next session of the same place in the index. */
  @Nullable PeerSession chained;

  /** The neighbours in the order of silence. */
  @Nullable PeerSession before;

  @Nullable PeerSession after;

  /** When the peer was last heard, as System.nanoTime. */
  long heard;

  /** Whether it counts for its address. */
  boolean counted;

  /** When counting for {@link HotSessions} began, as System.nanoTime, and what was counted. */
  long burstBegan;

  int burst;

  /** The socket that is this session's alone. */
  @Nullable OwnSocket own;

  private final SessionTable table;
  private final DatagramRoute route = new DatagramRoute();
  private volatile boolean open = true;

  PeerSession(SessionTable table, DatagramRoute wayBack) {
    this.table = table;
    route.set(wayBack);
    route.mark(DatagramRoute.UNSET, DatagramRoute.UNSET);
  }

  final DatagramRoute route() {
    return route;
  }

  final SessionTable table() {
    return table;
  }

  final boolean serves(DatagramRoute other) {
    return route.to().same(other.to()) && route.from().same(other.from());
  }

  /** The table has it, and its first datagram follows. */
  abstract void begin() throws Exception;

  /** A datagram, in memory that is used again. */
  abstract void received(Arrival arrival) throws Exception;

  /** Nothing more has come for now; only for those that {@link SessionTable#fired} named. */
  void turnEnded() {}

  /** How many bytes wait for the session's code. */
  long unread() {
    return 0;
  }

  /** A datagram did not get to the peer; the reason is an errno. */
  final void undelivered(int reason) {
    if (open) {
      table.unreachable(this, reason);
    }
  }

  abstract void unreachable(IOException cause) throws Exception;

  abstract void drain() throws Exception;

  /** The table has let it go. */
  void ended(Ending ending) {
    open = false;
  }

  @Override
  public final SocketAddress remoteAddress() {
    return PeerAddress.of(route.to());
  }

  @Override
  public final SocketAddress localAddress() {
    return table.localAddress(route.from());
  }

  @Override
  public final boolean open() {
    return open;
  }

  @Override
  public final boolean draining() {
    return table.draining();
  }

  @Override
  public final void send(ByteBuffer bytes) {
    if (open) {
      table.send(this, bytes);
    }
  }

  @Override
  public final void close() {
    close(Ending.CLOSED);
  }

  final void close(Ending ending) {
    table.onLoop(() -> table.end(this, ending));
  }

  @Override
  public Optional<ByteBuffer> receive() throws IOException {
    throw calledBack();
  }

  @Override
  public Optional<ByteBuffer> receive(Duration atMost) throws IOException {
    throw calledBack();
  }

  private static IllegalStateException calledBack() {
    return new IllegalStateException(
        "receive: of a session that is called back (expected: of one that a task serves)");
  }

  @Override
  public String toString() {
    return remoteAddress() + " to " + localAddress();
  }
}
