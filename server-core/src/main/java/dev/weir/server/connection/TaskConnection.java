package dev.weir.server.connection;

import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection whose task runs on a virtual thread and waits as it likes. */
final class TaskConnection extends ChannelConnection {
  private final InboundBytes inbound;
  private final OutboundBytes outbound;

  TaskConnection(ChannelHandlerContext context) {
    super(context);
    inbound = new InboundBytes(context.channel());
    outbound = new OutboundBytes(context);
  }

  InboundBytes inbound() {
    return inbound;
  }

  @Override
  void drain() {
    super.drain();
    inbound.wake();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    refuseOnLoop("read");
    return inbound.read(target, timeLimit(), TaskConnection::never);
  }

  @Override
  public boolean awaitInput() throws IOException {
    refuseOnLoop("awaitInput");
    return inbound.await(timeLimit(), this::draining);
  }

  private static boolean never() {
    return false;
  }

  @Override
  int readLinePart(ByteBuffer target, boolean betweenLines) throws IOException {
    return inbound.readLine(
        target, timeLimit(), betweenLines ? this::draining : TaskConnection::never);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    refuseOnLoop("write");
    refuseClosed();
    while (bytes.hasRemaining()) {
      outbound.awaitSpace(timeLimit());
      outbound.add(copied(bytes, Math.min(bytes.remaining(), OUTBOUND_BYTES)));
    }
  }

  /** The channel is gone: whoever waits learns it. */
  void gone(Throwable cause) {
    inbound.fail(cause);
    outbound.fail(cause);
  }

  @Override
  void afterWrites(Runnable action) {
    // Behind the sending that a write has scheduled: the loop keeps the order.
    executeOnLoop(action);
  }
}
