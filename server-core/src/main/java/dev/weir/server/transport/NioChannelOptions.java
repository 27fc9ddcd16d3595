package dev.weir.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.nio.NioChannelOption;
import java.io.IOException;
import java.net.SocketOption;

/** Options of one of Netty's NIO channels. */
final class NioChannelOptions extends NioOptions {
  private final Channel channel;

  NioChannelOptions(Channel channel) {
    this.channel = channel;
  }

  @Override
  <V> void write(SocketOption<V> option, V value) throws IOException {
    try {
      if (!channel.config().setOption(NioChannelOption.of(option), value)) {
        throw new IOException("the NIO transport has no " + option.name() + " here, epoll has");
      }
    } catch (ChannelException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  @Override
  <V> V read(SocketOption<V> option) throws IOException {
    V value = channel.config().getOption(NioChannelOption.of(option));
    if (value == null) {
      throw new IOException("the NIO transport has no " + option.name() + " here, epoll has");
    }
    return value;
  }
}
