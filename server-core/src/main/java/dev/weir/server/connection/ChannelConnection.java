package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** What both styles of connection share: addresses, deadline, closing, and the way out. */
abstract class ChannelConnection implements Connection {
  private static final long LINGER_MILLIS = 500;

  private final ChannelHandlerContext context;
  private final Deadline deadline = new Deadline();
  private volatile boolean draining;
  private boolean ending;

  ChannelConnection(ChannelHandlerContext context) {
    this.context = context;
  }

  final ChannelHandlerContext context() {
    return context;
  }

  final Deadline timeLimit() {
    return deadline;
  }

  void drain() {
    draining = true;
  }

  @Override
  public final SocketAddress remoteAddress() {
    return context.channel().remoteAddress();
  }

  @Override
  public final SocketAddress localAddress() {
    return context.channel().localAddress();
  }

  @Override
  public void deadline(Duration fromNow) {
    deadline.in(fromNow);
  }

  @Override
  public final void noDeadline() {
    deadline.clear();
  }

  @Override
  public final boolean draining() {
    return draining;
  }

  @Override
  public Iterable<String> lines(Charset charset, int limit) {
    refuseOnLoop("lines");
    Lines lines = new Lines(this::readLinePart, charset, limit);
    return () -> lines;
  }

  /** Reads on behalf of {@link Lines}: between two lines, a draining server ends the input. */
  abstract int readLinePart(ByteBuffer target, boolean betweenLines) throws IOException;

  /** Any loop, as another connection's would wait just the same. */
  final void refuseOnLoop(String call) {
    if (context.executor().inEventLoop()
        || Thread.currentThread() instanceof FastThreadLocalThread) {
      throw new IllegalStateException(
          call + ": called on an event loop, which must not wait (expected: a virtual thread)");
    }
  }

  /** Takes bytes; from an array Netty copies them without an object for the copying. */
  final ByteBuf copied(ByteBuffer bytes, int length) {
    ByteBuf copy = context.alloc().buffer(length);
    int end = bytes.position() + length;
    if (bytes.hasArray()) {
      copy.writeBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
      bytes.position(end);
    } else {
      int limit = bytes.limit();
      copy.writeBytes(bytes.limit(end));
      bytes.limit(limit);
    }
    return copy;
  }

  final void refuseClosed() throws IOException {
    if (!context.channel().isOpen()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public final void endOutput() throws IOException {
    refuseClosed();
    Channel channel = context.channel();
    if (channel instanceof DuplexChannel duplex) {
      // Only once all has left: Netty drops what still waits.
      afterWrites(() -> behindAll().addListener(sent -> duplex.shutdownOutput()));
    }
  }

  @Override
  public final void close() {
    afterWrites(() -> behindAll().addListener(left -> endInOrder()));
  }

  /**
   * Ends the output first, and drops what still comes until the peer ends too or has had its time.
   * To close over unread input would be a reset, which takes replies away that are on their way.
   */
  private void endInOrder() {
    Channel channel = context.channel();
    if (ending) {
      return;
    }
    ending = true;
    boolean loopLives = !context.executor().isShuttingDown();
    if (loopLives
        && channel.isActive()
        && channel instanceof DuplexChannel duplex
        && !duplex.isInputShutdown()) {
      channel.config().setAutoRead(true);
      duplex.shutdownOutput();
      context.executor().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      channel.close();
    }
  }

  /** Whether this side has ended: what comes is dropped, and the peer's end closes. Loop only. */
  final boolean ending() {
    return ending;
  }

  /** Done when all that was written has left: an empty message, which no encoder may see. */
  private ChannelFuture behindAll() {
    HeldBack holder = context.pipeline().get(HeldBack.class);
    return holder == null ? behindSent() : holder.afterHeld();
  }

  private ChannelFuture behindSent() {
    ChannelHandlerContext first = context.pipeline().firstContext();
    return first == null
        ? context.newSucceededFuture()
        : first.writeAndFlush(context.alloc().buffer(0, 0));
  }

  final void executeOnLoop(Runnable action) {
    try {
      context.executor().execute(action);
    } catch (RejectedExecutionException ended) {
      // The loop has ended and closed its channels: nothing is left to send or to close.
      draining = true;
    }
  }

  /** Runs on the loop, behind everything that was written before. */
  abstract void afterWrites(Runnable action);
}
