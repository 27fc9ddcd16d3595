package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.linux.call.PeerName;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Consumer;

/**
 * The first stage of a pipeline of Netty's packets, which reads and writes the socket past Netty.
 * Netty would answer from whatever address the kernel likes best: this tells handlers which address
 * was asked, and lets answers leave from there. Netty would send nothing for an empty datagram, cut
 * long ones of Unix peers without a word, let what one of those does not take wait before what is
 * for others, and hear nothing of ICMP errors. Datagrams are counted by the pipeline's meter.
 *
 * <p>A packet's sender, where a handler sets one, says from where it is to leave; else the address
 * that its receiver asked last. A packet's promise succeeds when it has been handed on: what is
 * lost later is counted, as it would be on the network.
 */
public final class PacketDoor extends DatagramEnd {
  private final Consumer<Arrival> each = this::pass;
  private final AddressCache senders = new AddressCache();
  private final AddressCache recipients = new AddressCache();
  private final AskedAddresses asked = new AskedAddresses();
  private final DatagramRoute route = new DatagramRoute();
  private final PeerName recipient = new PeerName();

  /** A stage for one socket. */
  public PacketDoor() {}

  @Override
  boolean counts() {
    return false;
  }

  @Override
  void arrived(Arrival arrival) {
    asked.put(arrival.route().to(), arrival.route().from());
    arrival.split(each);
  }

  private void pass(Arrival arrival) {
    ByteBuf payload = arrival.payload();
    ByteBuf own = context().alloc().directBuffer(payload.readableBytes());
    own.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    context().fireChannelRead(packet(arrival, own));
  }

  private Object packet(Arrival arrival, ByteBuf own) {
    SocketAddress sender = senders.of(arrival.route().to());
    return sender instanceof DomainSocketAddress unix
        ? new DomainDatagramPacket(own, unixName(), PeerAddress.raw(unix))
        : new DatagramPacket(own, recipient(arrival), (InetSocketAddress) sender);
  }

  private DomainSocketAddress unixName() {
    return context().channel().localAddress() instanceof DomainSocketAddress bound
        ? bound
        : new DomainSocketAddress("");
  }

  private InetSocketAddress recipient(Arrival arrival) {
    InetSocketAddress bound = (InetSocketAddress) context().channel().localAddress();
    recipient.set(arrival.notes().destination());
    recipient.port(bound.getPort());
    return recipient.any() ? bound : (InetSocketAddress) recipients.of(recipient);
  }

  @Override
  void turnEnded() {
    context().fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof DatagramPacket packet && !packet.recipient().isUnresolved()) {
      aim(packet);
      int segment = packet instanceof SegmentedDatagramPacket cut ? cut.segmentSize() : 0;
      outlet().send(route, packet.content(), segment);
      promise.trySuccess();
    } else if (message instanceof DomainDatagramPacket packet) {
      route.to().set(PeerAddress.name(packet.recipient()));
      route.from().clear();
      outlet().send(route, packet.content(), 0);
      promise.trySuccess();
    } else {
      ctx.write(message, promise);
    }
  }

  private void aim(DatagramPacket packet) {
    route.to().set(PeerName.of(packet.recipient()));
    route.from().clear();
    InetSocketAddress sender = packet.sender();
    if (sender != null && !sender.isUnresolved() && !sender.getAddress().isAnyLocalAddress()) {
      route.from().host(sender.getAddress());
      if (route.from().multicast()) {
        route.from().clear();
      }
    }
    if (route.from().any()) {
      asked.get(route.to(), route.from());
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    outlet().flush();
    ctx.flush();
  }
}
