package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.metrics.Tallies;
import io.netty.channel.Channel;

/**
 * A socket that is served.
 *
 * @param endpoint with the real port
 * @param index from 0
 * @param tallies what its loops count
 * @param channel listener or datagram socket
 */
record Shard(Endpoint endpoint, int index, Tallies tallies, Channel channel) {
  static Shard of(BoundShard bound) {
    return new Shard(bound.endpoint(), bound.index(), new Tallies(), bound.socket().toChannel());
  }
}
