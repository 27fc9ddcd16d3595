package dev.weir.server.transport;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.UnixCalls;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Placement;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Unix socket, one of streams that listens or one of datagrams: one of Weir's own, or one that
 * was inherited.
 */
final class UnixSocket extends DescriptorSocket {
  private final Scheme scheme;
  private final boolean inherited;
  private final Placement placement;
  private OptionalInt backlog;
  private Optional<SocketFile> file = Optional.empty();

  private UnixSocket(Scheme scheme, int fd, Placement placement, boolean inherited) {
    super(fd);
    this.scheme = scheme;
    this.placement = placement;
    this.inherited = inherited;
    this.backlog = inherited ? OptionalInt.empty() : OptionalInt.of(Transport.BACKLOG);
  }

  static UnixSocket open(Scheme scheme, Placement placement) throws IOException {
    int kind = scheme.datagrams() ? SocketConstants.SOCK_DGRAM : SocketConstants.SOCK_STREAM;
    int type = kind | SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;
    int fd = SocketCalls.socket(SocketConstants.AF_UNIX, type, 0);
    return new UnixSocket(scheme, fd, placement, false);
  }

  /** One that is bound and listens; its file is its maker's. */
  static UnixSocket inherited(Scheme scheme, int fd) {
    return new UnixSocket(scheme, fd, Placement.NONE, true);
  }

  @Override
  public void bind(SocketAddress address) throws IOException {
    if (inherited) {
      return;
    }
    String name = ((DomainSocketAddress) address).path();
    if (name.startsWith("@")) {
      UnixCalls.bind(fd(), name);
    } else {
      file =
          Optional.of(
              SocketFile.bind(name, placement, () -> UnixCalls.bind(fd(), name), this::listen));
    }
  }

  @Override
  public void listen() throws IOException {
    if (!scheme.datagrams() && backlog.isPresent()) {
      SocketCalls.listen(fd(), backlog.getAsInt());
    }
  }

  @Override
  public Endpoint endpoint(Endpoint asked) {
    return asked;
  }

  @Override
  Channel wrap() {
    Channel channel =
        scheme.datagrams()
            ? new EpollDomainDatagramChannel(fd())
            : new EpollServerDomainSocketChannel(fd(), true);
    file.ifPresent(f -> f.follow(channel));
    return channel;
  }

  /** The backlog waits for listen, which takes it as an argument. */
  @Override
  public <T> void set(SocketOption<T> option, T value) throws IOException {
    if (option.equals(OptionCatalogue.BACKLOG)) {
      backlog = OptionalInt.of((Integer) value);
    } else {
      super.set(option, value);
    }
  }

  /** The kernel tells the backlog of TCP alone; it bounds that of every socket alike. */
  @Override
  // The value of the backlog's row is an Integer.
  @SuppressWarnings("unchecked")
  public <T> Reading<T> get(SocketOption<T> option) throws IOException {
    if (option.equals(OptionCatalogue.BACKLOG)) {
      Integer bounded = SystemBacklog.bound(backlog.orElse(Transport.BACKLOG));
      return new Reading<>((T) bounded, bounded.toString());
    }
    return super.get(option);
  }

  @Override
  public void close() throws IOException {
    // Before the socket: while that is open, no other file can have this one's identity.
    file.ifPresent(SocketFile::remove);
    super.close();
  }
}
