package dev.weir.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection whose handler is called back on the loop: writes queue, reading follows them. */
final class CallbackConnection extends ChannelConnection {
  private final Consumer<Exception> late;
  private boolean reading = true;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * A connection.
   *
   * @param late hears on the loop that the deadline has passed
   */
  CallbackConnection(ChannelHandlerContext context, Consumer<Exception> late) {
    super(context);
    this.late = late;
  }

  @Override
  public int read(ByteBuffer target) {
    throw new IllegalStateException(
        "read: this connection's handler is called back (expected: TcpServer.serve for reading)");
  }

  @Override
  public boolean awaitInput() {
    return read(ByteBuffer.allocate(0)) == 0;
  }

  @Override
  int readLinePart(ByteBuffer target, boolean betweenLines) {
    return read(target);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    refuseClosed();
    context().write(copied(bytes, bytes.remaining()), context().voidPromise());
    if (!context().executor().inEventLoop()) {
      context().flush();
    }
  }

  @Override
  public void deadline(Duration fromNow) {
    super.deadline(fromNow);
    if (context().executor().inEventLoop()) {
      arm();
    } else {
      executeOnLoop(this::arm);
    }
  }

  /** A deadline that moves away, as one for each message does, costs no new timer. */
  private void arm() {
    long left = timeLimit().left();
    if (timer == null || timer.getDelay(TimeUnit.NANOSECONDS) > left) {
      disarm();
      timer = context().executor().schedule(this::look, left, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    timer = null;
    if (!timeLimit().set()) {
      return;
    }
    if (timeLimit().left() > 0) {
      arm();
    } else {
      late.accept(Deadline.passed("handler"));
    }
  }

  /** The connection is gone. On the loop. */
  void disarm() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  /** Stops reading while the peer does not take what was written, unless the limits forbid it. */
  void followWritability() {
    Channel channel = context().channel();
    boolean wanted = channel.isWritable() || Limits.of(channel).flow().overflow() == Overflow.CLOSE;
    if (wanted != reading) {
      reading = wanted;
      if (wanted) {
        Reading.of(channel).go(Reading.Reason.HANDLER);
      } else {
        Reading.of(channel).stop(Reading.Reason.HANDLER);
      }
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
