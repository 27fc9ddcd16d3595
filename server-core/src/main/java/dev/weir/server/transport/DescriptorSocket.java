package dev.weir.server.transport;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPV6_V6ONLY;
import static dev.weir.linux.call.SocketConstants.SOCK_CLOEXEC;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.SOCK_NONBLOCK;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** A socket known by its descriptor. */
final class DescriptorSocket implements OpenSocket {
  private final Scheme scheme;
  private final int family;
  private final int fd;
  private final DescriptorOptions options;
  private int backlog = Transport.BACKLOG;
  private boolean merges;
  private boolean owned = true;

  private DescriptorSocket(Scheme scheme, int family, int fd) {
    this.scheme = scheme;
    this.family = family;
    this.fd = fd;
    this.options = new DescriptorOptions(fd);
  }

  /** Where the machine has no IPv6, a dual-stack socket is one of IPv4. */
  static DescriptorSocket open(Scheme scheme, Family family) throws IOException {
    try {
      return openExactly(scheme, family);
    } catch (SystemCallException refused) {
      if (family == Family.DUAL && refused.errno().name().equals("EAFNOSUPPORT")) {
        return openExactly(scheme, Family.IPV4);
      }
      throw refused;
    }
  }

  private static DescriptorSocket openExactly(Scheme scheme, Family family) throws IOException {
    int domain = family == Family.IPV4 ? AF_INET : AF_INET6;
    int type = scheme == Scheme.TCP ? SOCK_STREAM : SOCK_DGRAM;
    int fd = SocketCalls.socket(domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    DescriptorSocket socket = new DescriptorSocket(scheme, domain, fd);
    try {
      socket.separate(family);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  /** Says which families an IPv6 socket serves, whatever net.ipv6.bindv6only is. */
  private void separate(Family served) throws IOException {
    if (served != Family.IPV4) {
      SocketCalls.setOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, served == Family.IPV6 ? 1 : 0);
    }
  }

  @Override
  public void bind(InetSocketAddress address) throws IOException {
    SocketCalls.bind(fd, family, address);
  }

  @Override
  public void listen() throws IOException {
    if (scheme == Scheme.TCP) {
      SocketCalls.listen(fd, backlog);
    }
  }

  @Override
  public InetSocketAddress localAddress() {
    return new Socket(fd).localAddress();
  }

  @Override
  public Channel toChannel() {
    Channel channel =
        switch (scheme) {
          case TCP -> listener();
          case UDP -> datagrams();
        };
    owned = false;
    return channel;
  }

  private Channel datagrams() {
    EpollDatagramChannel channel = new EpollDatagramChannel(fd);
    try {
      if (merges) {
        DatagramOptions.tellNetty(channel, true);
      }
      return channel;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Netty switches SO_REUSEADDR on for each listener: the value that was chosen comes back. */
  private Channel listener() {
    try {
      boolean chosen = get(OptionCatalogue.SO_REUSEADDR).effective();
      EpollServerSocketChannel channel = new EpollServerSocketChannel(fd);
      channel.config().setReuseAddress(chosen);
      return channel;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** The backlog waits for listen, which takes it as an argument. */
  @Override
  public <T> void set(SocketOption<T> option, T value) throws IOException {
    if (option.equals(OptionCatalogue.BACKLOG)) {
      backlog = (Integer) value;
      return;
    }
    options.set(option, value);
    if (option.equals(OptionCatalogue.UDP_GRO)) {
      merges = (Boolean) value;
    }
  }

  @Override
  public <T> Reading<T> get(SocketOption<T> option) throws IOException {
    return options.get(option);
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      owned = false;
      SocketCalls.close(fd);
    }
  }
}
