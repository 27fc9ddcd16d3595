package dev.weir.server.datagram;

import dev.weir.linux.call.PeerName;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.PassedOver;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

/**
 * The first stage of a pipeline of Netty's packets: drops those of addresses that may send none.
 */
public final class PacketFilter extends ChannelInboundHandlerAdapter implements PassedOver {
  private final AddressFilter filter = new AddressFilter();
  private final PeerName peer = new PeerName();

  /** A stage for one socket. */
  public PacketFilter() {}

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    filter.follow(context.channel());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof LimitsEvent) {
      filter.follow(context.channel());
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof DatagramPacket packet && !admits(packet)) {
      packet.release();
      Traffic.of(context.channel()).happened(Count.DROPPED_FILTER);
    } else {
      context.fireChannelRead(message);
    }
  }

  private boolean admits(DatagramPacket packet) {
    peer.host(packet.sender().getAddress());
    return filter.admits(peer);
  }
}
