package dev.weir.server;

import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.SessionTask;
import dev.weir.server.connection.Sessions;
import dev.weir.server.pipeline.DatagramStages;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.ChannelHandler;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The ways to serve the sessions of a UDP server, the same three as a TCP server's connections. */
public final class UdpSessions {
  private final UdpServer server;
  private final Sessions bounds;

  UdpSessions(UdpServer server, Sessions bounds) {
    this.server = server;
    this.bounds = bounds;
  }

  /**
   * With handlers that are called back.
   *
   * @param handler gives each session its handler, on the loop of its socket
   * @return the new recipe
   */
  public UdpServer handle(Supplier<? extends SessionHandler> handler) {
    return ended(() -> DatagramStages.sessions(bounds, handler));
  }

  /**
   * With straight-line code on a virtual thread for each session.
   *
   * @param task runs once for each session
   * @return the new recipe
   */
  public UdpServer serve(SessionTask task) {
    return ended(() -> DatagramStages.sessionTasks(bounds, task));
  }

  /**
   * With a channel for each session, whose handlers read and write {@link io.netty.buffer.ByteBuf},
   * each one datagram. Closing the channel ends the session.
   *
   * @param change is given {@link Pipeline#session()}: {@code p -> p.last("echo", Echo::new)}
   * @return the new recipe
   */
  public UdpServer pipeline(UnaryOperator<Pipeline> change) {
    Pipeline stages = change.apply(Pipeline.session());
    return ended(() -> DatagramStages.sessionChannels(bounds, stages));
  }

  private UdpServer ended(Supplier<ChannelHandler> stage) {
    return server.ended(Optional.of(bounds), stage);
  }
}
