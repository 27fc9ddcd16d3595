package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.server.connection.LaterReplies;
import io.netty.buffer.Unpooled;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** A way back that outlives its handler's call. */
final class KeptReplies implements LaterReplies {
  private final Outlet outlet;
  private final Pending pending;
  private final DatagramRoute route;
  private final SocketAddress receiver;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** On the loop. */
  KeptReplies(Outlet outlet, Pending pending, DatagramRoute route, SocketAddress receiver) {
    this.outlet = outlet;
    this.pending = pending;
    this.route = route;
    this.receiver = receiver;
    pending.more();
  }

  @Override
  public SocketAddress receiver() {
    return receiver;
  }

  @Override
  public void send(byte[] payload) {
    if (closed.get()) {
      throw new IllegalStateException("replies: used after close (expected: before)");
    }
    byte[] copy = payload.clone();
    pending.onLoop(() -> sendOnLoop(copy));
  }

  private void sendOnLoop(byte[] payload) {
    if (pending.open()) {
      outlet.send(route, Unpooled.wrappedBuffer(payload), 0);
      outlet.flush();
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      pending.onLoop(pending::less);
    }
  }
}
