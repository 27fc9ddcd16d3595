package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** The way out through Netty's pipeline, a packet for each datagram. */
final class PacketOutlet implements Outlet {
  private final ChannelHandlerContext context;
  private final AddressCache addresses = new AddressCache();
  private boolean written;

  PacketOutlet(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void copy(DatagramRoute route, ByteBuffer payload) {
    send(route, context.alloc().buffer(payload.remaining()).writeBytes(payload.duplicate()), 0);
  }

  @Override
  public void echo(DatagramRoute route, ByteBuf payload, long address, int segment) {
    send(route, payload.retainedDuplicate(), segment);
  }

  @Override
  public void send(DatagramRoute route, ByteBuf payload, int segment) {
    if (route.to().port() == 0) {
      payload.release();
      Traffic.of(context.channel()).happened(Count.ERRORS_SOCKET);
      return;
    }
    SocketAddress to = addresses.of(route.to());
    if (segment == 0) {
      write(payload, to);
      return;
    }
    while (payload.readableBytes() > segment) {
      write(payload.readRetainedSlice(segment), to);
    }
    write(payload, to);
  }

  private void write(ByteBuf payload, SocketAddress to) {
    written = true;
    context.write(packet(payload, to), context.voidPromise());
  }

  private static Object packet(ByteBuf payload, SocketAddress to) {
    return to instanceof DomainSocketAddress unix
        ? new DomainDatagramPacket(payload, PeerAddress.raw(unix))
        : new DatagramPacket(payload, (InetSocketAddress) to);
  }

  @Override
  public void flush() {
    if (written) {
      written = false;
      context.flush();
    }
  }
}
