package dev.weir.server;

import dev.weir.server.datagram.DatagramEnd;
import dev.weir.server.datagram.DatagramSettings;
import dev.weir.server.datagram.PacketDoor;
import dev.weir.server.datagram.PacketFilter;
import dev.weir.server.datagram.SessionPlaces;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.option.OptionCatalogue;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.util.Optional;

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
    takeOver(socket);
  }

  private void takeOver(Channel socket) {
    Optional<DatagramEnd> sole = DatagramEnd.sole(socket.pipeline());
    if (sole.isPresent()) {
      sole.orElseThrow().takeOver(settings());
    } else if (!throughDoor(socket)) {
      socket.pipeline().addFirst(new PacketFilter());
    }
  }

  /** Gives false where the transport cannot. */
  private boolean throughDoor(Channel socket) {
    PacketDoor door = new PacketDoor();
    socket.pipeline().addFirst(door);
    if (door.takeOver(settings())) {
      return true;
    }
    socket.pipeline().remove(door);
    return false;
  }

  /** Who switched joining off meant it. */
  private DatagramSettings settings() {
    DatagramSettings chosen = recipe.datagrams();
    return recipe.options().value(Scheme.UDP, OptionCatalogue.UDP_GRO).equals(Optional.of(false))
        ? chosen.batching(chosen.batching().join(false))
        : chosen;
  }
}
