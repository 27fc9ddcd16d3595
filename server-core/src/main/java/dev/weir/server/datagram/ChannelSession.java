package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.server.connection.DrainEvent;
import dev.weir.server.connection.Sessions;
import dev.weir.server.connection.Sessions.Overflow;
import dev.weir.server.metrics.Count;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A session whose handlers stand in a channel's pipeline. */
final class ChannelSession extends PeerSession {
  private final SessionChannel channel;
  private final Consumer<ChannelPipeline> install;

  /** What came while the pipeline did not read. */
  private final Deque<ByteBuf> unread = new ArrayDeque<>();

  private boolean reading;
  private boolean fired;

  ChannelSession(SessionTable table, DatagramRoute wayBack, Consumer<ChannelPipeline> install) {
    super(table, wayBack);
    this.install = install;
    this.channel = new SessionChannel(this, table.context().channel());
  }

  @Override
  void begin() {
    install.accept(channel.pipeline());
    table().context().channel().eventLoop().register(channel);
  }

  /** The pipeline wants more. */
  void read() {
    reading = true;
    while (reading && !unread.isEmpty()) {
      ByteBuf next = unread.remove();
      table().places().release(next.readableBytes());
      fire(next);
    }
    readComplete();
  }

  @Override
  void received(Arrival arrival) {
    ByteBuf payload = arrival.payload();
    int length = payload.readableBytes();
    if (!reading && !makeRoom(length)) {
      table().count(Count.DROPPED_SESSION_QUEUE);
      return;
    }
    ByteBuf copy =
        channel.alloc().buffer(length).writeBytes(payload, payload.readerIndex(), length);
    if (reading) {
      fire(copy);
    } else {
      unread.add(copy);
    }
  }

  @Override
  long unread() {
    return unread.stream().mapToLong(ByteBuf::readableBytes).sum();
  }

  private boolean makeRoom(int length) {
    Sessions bounds = table().bounds();
    if (unread.size() >= bounds.queue()) {
      if (bounds.overflow() == Overflow.DROP_NEWEST) {
        return false;
      }
      dropOldest();
    }
    return table().places().hold(length, bounds);
  }

  private void dropOldest() {
    ByteBuf dropped = unread.remove();
    table().places().release(dropped.readableBytes());
    dropped.release();
    table().count(Count.DROPPED_SESSION_QUEUE);
  }

  private void fire(ByteBuf datagram) {
    if (!fired) {
      fired = true;
      table().fired(this);
    }
    channel.pipeline().fireChannelRead(datagram);
  }

  @Override
  void turnEnded() {
    readComplete();
  }

  private void readComplete() {
    if (fired) {
      fired = false;
      reading = false;
      channel.pipeline().fireChannelReadComplete();
    }
  }

  @Override
  void unreachable(IOException cause) {
    channel.pipeline().fireExceptionCaught(cause);
  }

  @Override
  void drain() {
    channel.pipeline().fireUserEventTriggered(DrainEvent.INSTANCE);
  }

  @Override
  void ended(Ending ending) {
    super.ended(ending);
    while (!unread.isEmpty()) {
      dropOldest();
    }
    channel.unsafe().close(channel.unsafe().voidPromise());
  }
}
