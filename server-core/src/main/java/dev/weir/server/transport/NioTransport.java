package dev.weir.server.transport;

import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.util.OptionalInt;
import java.util.Set;

/** Java's own selectors, for machines without epoll. */
public final class NioTransport implements Transport {
  /** What Java sets on a listening socket; the rest it knows for connections alone. */
  private static final Set<SocketOption<?>> LISTENER =
      Set.of(OptionCatalogue.SO_REUSEADDR, OptionCatalogue.SO_REUSEPORT, OptionCatalogue.SO_RCVBUF);

  @Override
  public String name() {
    return "nio";
  }

  @Override
  public IoHandlerFactory loops() {
    return NioIoHandler.newFactory();
  }

  @Override
  public OpenSocket open(Scheme scheme, Family family) throws IOException {
    return switch (scheme) {
      case TCP -> NioListener.open(family);
      case UDP -> NioDatagrams.open(family);
    };
  }

  @Override
  public Channel connecting(Scheme scheme, Family family) {
    SelectorProvider provider = SelectorProvider.provider();
    SocketProtocolFamily protocol =
        family == Family.IPV4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    return switch (scheme) {
      case TCP -> new NioSocketChannel(provider, protocol);
      case UDP -> new NioDatagramChannel(provider, protocol);
    };
  }

  @Override
  public OptionTarget options(Channel channel) {
    return new NioChannelOptions(channel);
  }

  @Override
  public OptionalInt descriptor(Channel channel) {
    return OptionalInt.empty();
  }

  @Override
  public boolean onListener(SocketOption<?> option) {
    return LISTENER.contains(option);
  }

  @Override
  public boolean onEachConnection(SocketOption<?> option) {
    return !onListener(option);
  }

  @Override
  public boolean onceConnected(SocketOption<?> option) {
    return false;
  }
}
