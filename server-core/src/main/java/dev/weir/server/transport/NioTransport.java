package dev.weir.server.transport;

import dev.weir.server.endpoint.Placement;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.Scope;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Java's own selectors, for machines without epoll. */
public final class NioTransport implements Transport {
  /** What Java sets on a listening socket; the rest it knows for connections alone. */
  private static final Set<SocketOption<?>> LISTENER =
      Set.of(OptionCatalogue.SO_REUSEADDR, OptionCatalogue.SO_REUSEPORT, OptionCatalogue.SO_RCVBUF);

  private static final String UNIXGRAM =
      "the NIO transport has no Unix datagram sockets, epoll has";

  @Override
  public String name() {
    return "nio";
  }

  @Override
  public IoHandlerFactory loops() {
    return NioIoHandler.newFactory();
  }

  @Override
  public OpenSocket open(Scheme scheme, Family family, Placement placement) throws IOException {
    requireOnePath(placement);
    return switch (scheme) {
      case TCP -> NioListener.open(family);
      case UDP -> NioDatagrams.open(family);
      case UNIX, UNIXGRAM, FD -> throw new IllegalArgumentException("scheme: not of the Internet");
    };
  }

  private static void requireOnePath(Placement placement) throws IOException {
    if (placement.multipath()) {
      throw new IOException("the NIO transport has no Multipath TCP, epoll has");
    }
  }

  @Override
  public OpenSocket openUnix(Scheme scheme, Placement placement) throws IOException {
    if (scheme == Scheme.UNIXGRAM) {
      throw new IOException(UNIXGRAM);
    }
    return NioUnixListener.open(placement);
  }

  @Override
  public OpenSocket adopt(int descriptor, Scheme scheme) throws IOException {
    throw new IOException("the NIO transport cannot take over descriptors, epoll can");
  }

  @Override
  public Optional<Channel> accept(Channel listener) throws IOException {
    return NioAccept.next(listener);
  }

  @Override
  public Channel connecting(Scheme scheme, Family family, Placement placement) throws IOException {
    requireOnePath(placement);
    SelectorProvider provider = SelectorProvider.provider();
    SocketProtocolFamily protocol =
        family == Family.IPV4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    return switch (scheme) {
      case TCP -> new NioSocketChannel(provider, protocol);
      case UDP -> new NioDatagramChannel(provider, protocol);
      case UNIX -> new NioDomainSocketChannel();
      case UNIXGRAM -> throw new IllegalArgumentException(UNIXGRAM);
      case FD -> throw new IllegalArgumentException("scheme: fd (expected: tcp, udp or unix)");
    };
  }

  @Override
  public SocketAddress target(SocketAddress address) throws IOException {
    if (!(address instanceof DomainSocketAddress unix)) {
      return address;
    }
    if (unix.path().startsWith("@")) {
      throw new IOException(NioUnixListener.UNLISTED);
    }
    return UnixDomainSocketAddress.of(unix.path());
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
  public boolean onListener(SocketOption<?> option, Scheme scheme) {
    return scheme == Scheme.UNIX
        ? option.scopes().contains(Scope.UNIX_LISTENER)
        : LISTENER.contains(option);
  }

  @Override
  public boolean onEachConnection(SocketOption<?> option, Scheme scheme) {
    return !onListener(option, scheme);
  }

  @Override
  public boolean onceConnected(SocketOption<?> option) {
    return false;
  }
}
