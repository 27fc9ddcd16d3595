package dev.weir.server.connection;

import io.netty.channel.ChannelHandler;
import java.util.concurrent.ThreadFactory;

/**
 * The stages at the end of a pipeline that hand a channel to a {@link ConnectionHandler} or a
 * {@link ConnectionTask}. Servers put them there themselves; here they are for pipelines built by
 * hand, whose stages before must pass on {@link io.netty.buffer.ByteBuf}.
 */
public final class ConnectionStages {
  private ConnectionStages() {}

  /**
   * A stage that calls back.
   *
   * @param handler serves this one connection
   * @return a stage for one channel
   */
  public static ChannelHandler callback(ConnectionHandler handler) {
    return new CallbackStage(handler);
  }

  /**
   * A stage that runs a task on a virtual thread of its own.
   *
   * @param task serves the connection
   * @return a stage for one channel
   */
  public static ChannelHandler task(ConnectionTask task) {
    return new TaskStage(task, Threads.VIRTUAL);
  }

  /** Held apart, so that servers without tasks make no virtual threads. */
  private static final class Threads {
    static final ThreadFactory VIRTUAL = Thread.ofVirtual().name("weir-task-", 0).factory();
  }
}
