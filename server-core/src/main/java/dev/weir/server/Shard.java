package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.metrics.Tallies;
import io.netty.channel.Channel;

/**
 * A socket that is served.
 *
 * @param endpoint with the real port
 * @param index from 0
 * @param alone whether it is the only one of its endpoint
 * @param tallies what its loops count
 * @param channel listener or datagram socket
 */
record Shard(Endpoint endpoint, int index, boolean alone, Tallies tallies, Channel channel) {
  static Shard of(BoundShard bound) {
    return new Shard(
        bound.endpoint(), bound.index(), bound.alone(), new Tallies(), bound.socket().toChannel());
  }
}
