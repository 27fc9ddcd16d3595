package dev.weir.server.connection;

import dev.weir.linux.Affinity;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.OnlyProcessor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pipeline's end for a {@link ConnectionTask}: its thread, its input, its end. */
final class TaskStage extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(TaskStage.class);

  private final ConnectionTask task;
  private final ThreadFactory threads;
  private @Nullable TaskConnection connection;
  private @Nullable Thread thread;

  TaskStage(ConnectionTask task, ThreadFactory threads) {
    this.task = task;
    this.threads = threads;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    OnlyProcessor.share();
    TaskConnection opened = new TaskConnection(context);
    connection = opened;
    Thread started = threads.newThread(() -> run(context, opened));
    thread = started;
    started.start();
  }

  private void run(ChannelHandlerContext context, TaskConnection current) {
    try {
      // A pinned loop may have begun the thread that carries this one, which then is pinned too.
      Affinity.free();
      OnlyProcessor.share();
      task.serve(current);
    } catch (Throwable thrown) {
      // Anything a task throws ends its connection and nothing else; the server counts and logs it.
      reportOnLoop(context, thrown);
    } finally {
      current.inbound().discard();
      current.close();
    }
  }

  private static void reportOnLoop(ChannelHandlerContext context, Throwable thrown) {
    Throwable cause = TaskFailure.causeOf(thrown);
    try {
      context.executor().execute(() -> report(context, cause));
    } catch (RejectedExecutionException ended) {
      // The loop has ended, and with it the server that would have counted this.
      cause.addSuppressed(ended);
    }
  }

  /** Where the connection is gone, so is the stage that would count and log. */
  private static void report(ChannelHandlerContext context, Throwable cause) {
    if (!context.isRemoved()) {
      context.fireExceptionCaught(cause);
      return;
    }
    if (cause instanceof IOException) {
      // Merely how the task learnt it: the loss itself has been counted.
      LOG.debug("{}: {}", context.channel(), cause.toString());
      return;
    }
    Traffic.find(context.channel()).ifPresent(t -> t.happened(Count.ERRORS_HANDLER));
    LOG.warn("{}: a task threw after its connection was gone", context.channel(), cause);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    TaskConnection current = connection;
    if (current == null) {
      ((ByteBuf) message).release();
      return;
    }
    current.inbound().add((ByteBuf) message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    TaskConnection current = connection;
    if (current != null) {
      if (event == ChannelInputShutdownEvent.INSTANCE) {
        inputEnded(context, current);
      } else if (event == DrainEvent.INSTANCE) {
        current.drain();
      }
    }
    context.fireUserEventTriggered(event);
  }

  private static void inputEnded(ChannelHandlerContext context, TaskConnection current) {
    current.inbound().end();
    if (current.ending()) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (connection != null) {
      connection.gone(cause);
    }
    context.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    TaskConnection closing = connection;
    if (closing != null) {
      // An end that the peer has sent came as an event before: this one is nobody's last word.
      closing.gone(new ClosedChannelException());
      interruptForced(context, closing);
    }
    context.fireChannelInactive();
  }

  /** A task that outlives its connection while the server stops has had its time. */
  private void interruptForced(ChannelHandlerContext context, TaskConnection closing) {
    Thread running = thread;
    boolean forced = closing.draining() || ForcedEnd.of(context.channel());
    if (forced && running != null) {
      running.interrupt();
    }
  }
}
