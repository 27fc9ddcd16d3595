package dev.weir.server.datagram;

import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.SessionTask;
import dev.weir.server.connection.Sessions;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The stages that serve sessions, one for each way to write them. */
public final class SessionEnds {
  private SessionEnds() {}

  /**
   * Sessions that are called back.
   *
   * @param bounds of the sessions
   * @param handlers gives each session its handler
   * @return a stage for one socket
   */
  public static ChannelHandler callbacks(
      Sessions bounds, Supplier<? extends SessionHandler> handlers) {
    return new SessionTable(
        bounds, (table, wayBack) -> new CallbackSession(table, wayBack, handlers.get()));
  }

  /**
   * Sessions on virtual threads.
   *
   * @param bounds of the sessions
   * @param task serves each
   * @return a stage for one socket
   */
  public static ChannelHandler tasks(Sessions bounds, SessionTask task) {
    return new SessionTable(bounds, (table, wayBack) -> new TaskSession(table, wayBack, task));
  }

  /**
   * Sessions as channels.
   *
   * @param bounds of the sessions
   * @param install puts a new channel's stages into its pipeline
   * @return a stage for one socket
   */
  public static ChannelHandler channels(Sessions bounds, Consumer<ChannelPipeline> install) {
    return new SessionTable(
        bounds, (table, wayBack) -> new ChannelSession(table, wayBack, install));
  }
}
