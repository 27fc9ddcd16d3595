package dev.weir.server;

import dev.weir.server.admission.Place;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;

/** What is left to do when a connection has closed. */
final class Departure implements ChannelFutureListener {
  private final Connections connections;
  private final Place place;

  Departure(Connections connections, Place place) {
    this.connections = connections;
    this.place = place;
  }

  @Override
  public void operationComplete(ChannelFuture closed) {
    Traffic.of(closed.channel()).happened(Count.CLOSED);
    place.leave();
    connections.remove(closed.channel());
  }
}
