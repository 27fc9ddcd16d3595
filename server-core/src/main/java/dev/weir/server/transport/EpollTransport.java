package dev.weir.server.transport;

import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.Scope;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.OptionalInt;

/** Linux's epoll by Netty's native library: the product. */
public final class EpollTransport implements Transport {
  @Override
  public String name() {
    return "epoll";
  }

  @Override
  public IoHandlerFactory loops() {
    return SteadyEpoll.newFactory();
  }

  @Override
  public OpenSocket open(Scheme scheme, Family family) throws IOException {
    return DescriptorSocket.open(scheme, family);
  }

  @Override
  public Channel connecting(Scheme scheme, Family family) {
    SocketProtocolFamily protocol =
        family == Family.IPV4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    return switch (scheme) {
      case TCP -> new EpollSocketChannel(protocol);
      case UDP -> new EpollDatagramChannel(protocol);
    };
  }

  @Override
  public OptionTarget options(Channel channel) {
    OptionTarget options = new DescriptorOptions(((UnixChannel) channel).fd().intValue());
    return channel instanceof EpollDatagramChannel datagrams
        ? new DatagramOptions(datagrams, options)
        : options;
  }

  @Override
  public OptionalInt descriptor(Channel channel) {
    return channel.isOpen()
        ? OptionalInt.of(((UnixChannel) channel).fd().intValue())
        : OptionalInt.empty();
  }

  @Override
  public boolean onListener(SocketOption<?> option) {
    return option.scopes().contains(Scope.LISTENER);
  }

  /**
   * Netty switches TCP_NODELAY on for each new connection, and the kernel SO_PRIORITY off, whatever
   * the listener has.
   */
  @Override
  public boolean onEachConnection(SocketOption<?> option) {
    return !onListener(option)
        || option.equals(OptionCatalogue.TCP_NODELAY)
        || option.equals(OptionCatalogue.SO_PRIORITY);
  }

  @Override
  public boolean onceConnected(SocketOption<?> option) {
    return option.equals(OptionCatalogue.TCP_QUICKACK);
  }
}
