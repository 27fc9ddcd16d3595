package dev.weir.server.bulk;

import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/** Lets a channel count for the shard of another, once its loop is known. */
final class SameTraffic extends ChannelInitializer<Channel> {
  private final Traffic other;

  SameTraffic(Traffic other) {
    this.other = other;
  }

  @Override
  protected void initChannel(Channel channel) {
    other.beside(channel.eventLoop()).attach(channel);
  }
}
