package dev.weir.server.transport;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.linux.call.UnixCalls;
import dev.weir.server.endpoint.Placement;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.Scope;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.ServerDomainSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.util.Optional;
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
  public OpenSocket open(Scheme scheme, Family family, Placement placement) throws IOException {
    return InternetSocket.open(scheme, family, Multipath.protocol(placement));
  }

  @Override
  public OpenSocket openUnix(Scheme scheme, Placement placement) throws IOException {
    return UnixSocket.open(scheme, placement);
  }

  @Override
  public OpenSocket adopt(int descriptor, Scheme scheme) throws IOException {
    int own = SocketCalls.duplicate(descriptor);
    OpenSocket socket =
        scheme.unix() ? UnixSocket.inherited(scheme, own) : InternetSocket.inherited(scheme, own);
    try {
      SocketCalls.doNotBlock(own);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  @Override
  public Optional<Channel> accept(Channel listener) throws IOException {
    int fd = SocketCalls.accept(((UnixChannel) listener).fd().intValue());
    if (fd >= 0) {
      return Optional.of(
          listener instanceof ServerDomainSocketChannel
              ? new EpollDomainSocketChannel(fd)
              : new EpollSocketChannel(fd));
    }
    if (Errno.EAGAIN.is(fd)) {
      return Optional.empty();
    }
    throw new SystemCallException("accept", Errno.of(-fd));
  }

  @Override
  public Channel connecting(Scheme scheme, Family family, Placement placement) throws IOException {
    SocketProtocolFamily protocol =
        family == Family.IPV4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    return switch (scheme) {
      case TCP -> Multipath.given(new EpollSocketChannel(protocol), family, placement);
      case UDP -> new EpollDatagramChannel(protocol);
      case UNIX -> new EpollDomainSocketChannel();
      case UNIXGRAM -> answerable();
      case FD -> throw new IllegalArgumentException("scheme: fd (expected: tcp, udp or unix)");
    };
  }

  /** A peer without a name could not be answered. */
  private static Channel answerable() {
    EpollDomainDatagramChannel channel = new EpollDomainDatagramChannel();
    try {
      UnixCalls.bindAnywhere(channel.fd().intValue());
      return channel;
    } catch (SystemCallException refused) {
      channel.unsafe().closeForcibly();
      throw new UncheckedIOException(refused);
    }
  }

  /** A zero byte begins an abstract name. */
  @Override
  public SocketAddress target(SocketAddress address) {
    return address instanceof DomainSocketAddress unix && unix.path().startsWith("@")
        ? new DomainSocketAddress("\0" + unix.path().substring(1))
        : address;
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
  public boolean onListener(SocketOption<?> option, Scheme scheme) {
    return option.scopes().contains(scheme == Scheme.UNIX ? Scope.UNIX_LISTENER : Scope.LISTENER);
  }

  /**
   * Netty switches TCP_NODELAY on for each new connection, and the kernel SO_PRIORITY off, whatever
   * the listener has.
   */
  @Override
  public boolean onEachConnection(SocketOption<?> option, Scheme scheme) {
    return !onListener(option, scheme)
        || option.equals(OptionCatalogue.TCP_NODELAY)
        || option.equals(OptionCatalogue.SO_PRIORITY);
  }

  @Override
  public boolean onceConnected(SocketOption<?> option) {
    return option.equals(OptionCatalogue.TCP_QUICKACK);
  }
}
