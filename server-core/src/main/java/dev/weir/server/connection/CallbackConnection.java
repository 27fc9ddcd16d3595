package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection whose handler is called back on the loop: writes queue, reading follows them. */
final class CallbackConnection extends ChannelConnection {
  private boolean reading = true;

  CallbackConnection(ChannelHandlerContext context) {
    super(context);
  }

  @Override
  public int read(ByteBuffer target) {
    throw new IllegalStateException(
        "read: this connection's handler is called back (expected: TcpServer.serve for reading)");
  }

  @Override
  int readLinePart(ByteBuffer target, boolean betweenLines) {
    return read(target);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    refuseClosed();
    context().write(copied(bytes), context().voidPromise());
    if (!context().executor().inEventLoop()) {
      context().flush();
    }
  }

  /** Stops reading while the peer does not take what was written. */
  void followWritability() {
    Channel channel = context().channel();
    boolean wanted = channel.isWritable();
    if (wanted != reading) {
      reading = wanted;
      channel.config().setAutoRead(wanted);
    }
  }

  @Override
  void afterWrites(Runnable action) {
    if (context().executor().inEventLoop()) {
      context().flush();
      action.run();
    } else {
      executeOnLoop(action);
    }
  }
}
