package dev.weir.server.pipeline;

import dev.weir.server.bulk.BatchHandler;
import dev.weir.server.connection.DatagramHandler;
import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.SessionTask;
import dev.weir.server.connection.Sessions;
import dev.weir.server.datagram.EachBatch;
import dev.weir.server.datagram.EachDatagram;
import dev.weir.server.datagram.SessionEnds;
import io.netty.channel.ChannelHandler;
import java.util.function.Supplier;

/**
 * The stages that end a datagram socket's pipeline. Servers put them there themselves; here they
 * are for pipelines built by hand. Each stands last and serves one socket. Where nothing but Weir's
 * own stages stands before it, the socket is read past them, many datagrams by one call.
 */
public final class DatagramStages {
  private DatagramStages() {}

  /**
   * A stage that takes one datagram at a time.
   *
   * @param handler what to call
   * @return a stage for one socket
   */
  public static ChannelHandler each(DatagramHandler handler) {
    return new EachDatagram(handler);
  }

  /**
   * A stage that takes datagrams as the kernel joined them.
   *
   * @param handler what to call
   * @return a stage for one socket
   */
  public static ChannelHandler batches(BatchHandler handler) {
    return new EachBatch(handler);
  }

  /**
   * A stage that serves sessions whose handlers are called back.
   *
   * @param bounds of the sessions
   * @param handlers gives each session its handler, on the loop
   * @return a stage for one socket
   */
  public static ChannelHandler sessions(
      Sessions bounds, Supplier<? extends SessionHandler> handlers) {
    return SessionEnds.callbacks(bounds, handlers);
  }

  /**
   * A stage that serves sessions, each by a task on a virtual thread.
   *
   * @param bounds of the sessions
   * @param task serves each
   * @return a stage for one socket
   */
  public static ChannelHandler sessionTasks(Sessions bounds, SessionTask task) {
    return SessionEnds.tasks(bounds, task);
  }

  /**
   * A stage that serves sessions, each as a channel whose messages are datagrams.
   *
   * @param bounds of the sessions
   * @param pipeline of each session's channel
   * @return a stage for one socket
   */
  public static ChannelHandler sessionChannels(Sessions bounds, Pipeline pipeline) {
    return SessionEnds.channels(bounds, pipeline::install);
  }
}
