package dev.weir.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/** Java's listening socket. */
final class NioListener extends NioSocket<ServerSocketChannel> {
  private NioListener(ServerSocketChannel channel, Family family) {
    super(channel, family);
  }

  static NioListener open(Family family) throws IOException {
    return new NioListener(
        family == Family.IPV4
            ? ServerSocketChannel.open(StandardProtocolFamily.INET)
            : ServerSocketChannel.open(),
        family);
  }

  /** Binds and listens: Java does not do one without the other. */
  @Override
  void bindTo(SocketAddress address) throws IOException {
    channel().bind(address, Transport.BACKLOG);
  }

  @Override
  public void listen() {
    // Done by bind.
  }

  @Override
  Channel wrap(ServerSocketChannel bound) {
    NioServerSocketChannel channel = new NioServerSocketChannel(bound);
    channel.attr(NioAccept.LISTENER).set(bound);
    return channel;
  }
}
