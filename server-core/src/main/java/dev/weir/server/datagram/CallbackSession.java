package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.server.connection.SessionHandler;
import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** A session whose handler is called back. */
final class CallbackSession extends PeerSession {
  private final SessionHandler handler;

  CallbackSession(SessionTable table, DatagramRoute wayBack, SessionHandler handler) {
    super(table, wayBack);
    this.handler = handler;
  }

  @Override
  void begin() throws Exception {
    handler.opened(this);
  }

  @Override
  void received(Arrival arrival) throws Exception {
    ByteBuf bytes = arrival.payload();
    handler.received(this, bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()));
  }

  @Override
  void unreachable(IOException cause) throws Exception {
    handler.unreachable(this, cause);
  }

  @Override
  void drain() throws Exception {
    handler.draining(this);
  }

  @Override
  void ended(Ending ending) {
    super.ended(ending);
    handler.closed(this, ending);
  }
}
