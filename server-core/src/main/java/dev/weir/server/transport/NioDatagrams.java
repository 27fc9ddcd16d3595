package dev.weir.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/** Java's datagram socket. */
final class NioDatagrams extends NioSocket<DatagramChannel> {
  private NioDatagrams(DatagramChannel channel, Family family) {
    super(channel, family);
  }

  static NioDatagrams open(Family family) throws IOException {
    return new NioDatagrams(
        family == Family.IPV4
            ? DatagramChannel.open(StandardProtocolFamily.INET)
            : DatagramChannel.open(),
        family);
  }

  @Override
  void bindTo(SocketAddress address) throws IOException {
    channel().bind(address);
  }

  @Override
  public void listen() {
    // Datagrams need no listening.
  }

  @Override
  Channel wrap(DatagramChannel bound) {
    return new NioDatagramChannel(bound);
  }
}
