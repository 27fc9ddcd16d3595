package dev.weir.server;

import dev.weir.server.datagram.DatagramEnd;
import dev.weir.server.datagram.SessionPlaces;
import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;

/** Gives a datagram socket its pipeline. */
final class Datagrams extends ChannelInitializer<Channel> {
  /** A datagram is at most 65507 bytes; Netty's 2048 would cut longer ones without a word. */
  private static final int LARGEST = 65_536;

  private final Recipe recipe;
  private final Shard shard;

  private Datagrams(Recipe recipe, Shard shard) {
    this.recipe = recipe;
    this.shard = shard;
  }

  static void install(Recipe recipe, Shard shard, SessionPlaces places) {
    places.attach(shard.channel());
    size(shard.channel());
    shard.channel().pipeline().addLast(new Datagrams(recipe, shard));
  }

  /** Lets a channel receive datagrams of any size. */
  static void size(Channel channel) {
    channel
        .config()
        .setOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST));
  }

  @Override
  protected void initChannel(Channel socket) {
    Traffic.of(shard.tallies(), socket.eventLoop()).attach(socket);
    recipe.limits().attach(socket);
    recipe.pipeline().install(socket.pipeline());
    // This one is still there; it leaves when it has done its work.
    socket.pipeline().remove(this);
    DatagramEnd.sole(socket.pipeline()).ifPresent(end -> end.takeOver(recipe.datagrams()));
  }
}
