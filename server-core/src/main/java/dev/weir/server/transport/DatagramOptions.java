package dev.weir.server.transport;

import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.SocketOption;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.io.IOException;

/**
 * Options of a datagram channel. Netty must be told of UDP_GRO: without, a connected channel does
 * not ask the kernel where one datagram ends and the next begins.
 *
 * @param channel open
 * @param descriptor its options by setsockopt
 */
record DatagramOptions(EpollDatagramChannel channel, OptionTarget descriptor)
    implements OptionTarget {
  @Override
  public <T> void set(SocketOption<T> option, T value) throws IOException {
    descriptor.set(option, value);
    if (option.equals(OptionCatalogue.UDP_GRO)) {
      tellNetty(channel, (Boolean) value);
    }
  }

  static void tellNetty(EpollDatagramChannel channel, boolean merges) throws IOException {
    try {
      channel.config().setUdpGro(merges);
    } catch (ChannelException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  @Override
  public <T> Reading<T> get(SocketOption<T> option) throws IOException {
    return descriptor.get(option);
  }
}
