package dev.weir.examples;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.MessageToMessageCodec;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Lets stages that know packets of UDP alone serve a Unix datagram socket: they see its peers as
 * hosts without an address, which have the peers' names. Packets of UDP pass as they are.
 */
final class UnixPackets extends MessageToMessageCodec<DomainDatagramPacket, DatagramPacket> {

  UnixPackets() {
    super(DomainDatagramPacket.class, DatagramPacket.class);
  }

  @Override
  protected void decode(
      ChannelHandlerContext context, DomainDatagramPacket packet, List<Object> out) {
    out.add(
        new DatagramPacket(
            packet.content().retain(), host(packet.recipient()), host(packet.sender())));
  }

  private static InetSocketAddress host(DomainSocketAddress name) {
    return InetSocketAddress.createUnresolved(name.path(), 0);
  }

  @Override
  public boolean acceptOutboundMessage(Object message) {
    return message instanceof DatagramPacket packet && packet.recipient().isUnresolved();
  }

  @Override
  protected void encode(ChannelHandlerContext context, DatagramPacket packet, List<Object> out) {
    DomainSocketAddress name = new DomainSocketAddress(packet.recipient().getHostString());
    out.add(new DomainDatagramPacket(packet.content().retain(), name));
  }
}
