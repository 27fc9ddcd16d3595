package dev.weir.server;

import dev.weir.server.admission.Place;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an accepted connection its pipeline, on its own loop, and counts its life. */
final class ConnectionStart extends ChannelInitializer<Channel> {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionStart.class);

  private final RunningServer server;
  private final Shard shard;
  private final Place place;

  ConnectionStart(RunningServer server, Shard shard, Place place) {
    this.server = server;
    this.shard = shard;
    this.place = place;
  }

  @Override
  protected void initChannel(Channel connection) {
    Traffic traffic = Traffic.of(shard.tallies(), connection.eventLoop());
    traffic.attach(connection);
    traffic.happened(Count.ACCEPTED);
    server.connections().add(connection);
    // From here on a change reaches the connection: an earlier one is in these already.
    server.limits().attach(connection);
    connection.closeFuture().addListener(closed -> gone(connection, traffic));
    server.recipe().pipeline().install(connection.pipeline());
    server.shape(connection);
    server.ending().joined(connection);
  }

  private void gone(Channel connection, Traffic traffic) {
    traffic.happened(Count.CLOSED);
    place.leave();
    server.connections().remove(connection);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    Traffic.of(ctx.channel()).happened(Count.ERRORS_HANDLER);
    LOG.warn("{}: the pipeline cannot be made", ctx.channel(), thrown);
    ctx.close();
  }
}
