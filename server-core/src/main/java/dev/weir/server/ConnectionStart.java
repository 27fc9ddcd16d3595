package dev.weir.server;

import dev.weir.server.admission.Place;
import dev.weir.server.connection.Accepted;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an accepted connection its pipeline, on its own loop, and counts its life. Nothing of it is
 * kept afterwards, as much would be of Netty's initializer.
 */
final class ConnectionStart extends ChannelHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionStart.class);

  private final RunningServer server;
  private final Shard shard;
  private final Place place;
  private final long order;

  ConnectionStart(RunningServer server, Shard shard, Place place, long order) {
    this.server = server;
    this.shard = shard;
    this.place = place;
    this.order = order;
  }

  /** Once the connection has a loop, on it. */
  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    try {
      begin(ctx.channel());
    } catch (Throwable thrown) {
      // Whatever a handler's constructor throws ends its connection alone.
      Traffic.of(ctx.channel()).happened(Count.ERRORS_HANDLER);
      LOG.warn("{}: the pipeline cannot be made", ctx.channel(), thrown);
      ctx.close();
    }
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
  }

  private void begin(Channel connection) {
    Traffic traffic = new Accepted(shard.tallies(), connection.eventLoop(), order, server.limits());
    traffic.attach(connection);
    traffic.happened(Count.ACCEPTED);
    server.connections().add(connection);
    // From here on a change reaches the connection: an earlier one is in these already.
    server.limits().attach(connection);
    connection.closeFuture().addListener(new Departure(server.connections(), place));
    server.recipe().pipeline().install(connection.pipeline());
    server.shape(connection);
    server.ending().joined(connection);
  }
}
