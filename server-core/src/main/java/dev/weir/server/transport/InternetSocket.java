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
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.MulticastGroup;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.OptionalInt;

/** A TCP or UDP socket: one of Weir's own, or one that was inherited and has its address. */
final class InternetSocket extends DescriptorSocket {
  private final Scheme scheme;
  private final int family;
  private final boolean inherited;
  private OptionalInt backlog;
  private boolean merges;

  private InternetSocket(Scheme scheme, int family, int fd, boolean inherited) {
    super(fd);
    this.scheme = scheme;
    this.family = family;
    this.inherited = inherited;
    this.backlog = inherited ? OptionalInt.empty() : OptionalInt.of(Transport.BACKLOG);
  }

  /** Where the machine has no IPv6, a dual-stack socket is one of IPv4. */
  static InternetSocket open(Scheme scheme, Family family, int protocol) throws IOException {
    try {
      return openExactly(scheme, family, protocol);
    } catch (SystemCallException refused) {
      if (family == Family.DUAL && refused.errno().name().equals("EAFNOSUPPORT")) {
        return openExactly(scheme, Family.IPV4, protocol);
      }
      throw refused;
    }
  }

  private static InternetSocket openExactly(Scheme scheme, Family family, int protocol)
      throws IOException {
    int domain = family == Family.IPV4 ? AF_INET : AF_INET6;
    int type = scheme == Scheme.TCP ? SOCK_STREAM : SOCK_DGRAM;
    int fd = SocketCalls.socket(domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
    InternetSocket socket = new InternetSocket(scheme, domain, fd, false);
    try {
      socket.separate(family);
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  /** One that is bound, and listens where it is of TCP. */
  static InternetSocket inherited(Scheme scheme, int fd) {
    return new InternetSocket(scheme, AF_INET6, fd, true);
  }

  /** Says which families an IPv6 socket serves, whatever net.ipv6.bindv6only is. */
  private void separate(Family served) throws IOException {
    if (served != Family.IPV4) {
      SocketCalls.setOption(fd(), IPPROTO_IPV6, IPV6_V6ONLY, served == Family.IPV6 ? 1 : 0);
    }
  }

  @Override
  public void join(MulticastGroup group) throws IOException {
    if (scheme != Scheme.UDP) {
      super.join(group);
    }
    GroupRequest.join(fd(), group);
  }

  @Override
  public void bind(SocketAddress address) throws IOException {
    if (!inherited) {
      SocketCalls.bind(fd(), family, (InetSocketAddress) address);
    }
  }

  /** One that listens already keeps its backlog, unless another was chosen. */
  @Override
  public void listen() throws IOException {
    if (scheme == Scheme.TCP && backlog.isPresent()) {
      SocketCalls.listen(fd(), backlog.getAsInt());
    }
  }

  @Override
  public Endpoint endpoint(Endpoint asked) {
    return inherited ? asked : asked.withPort(new Socket(fd()).localAddress().getPort());
  }

  @Override
  Channel wrap() throws IOException {
    return scheme == Scheme.TCP ? listener() : datagrams();
  }

  private Channel datagrams() throws IOException {
    EpollDatagramChannel channel = new EpollDatagramChannel(fd());
    if (merges) {
      DatagramOptions.tellNetty(channel, true);
    }
    return channel;
  }

  private Channel listener() throws IOException {
    boolean chosen = reusesAddress(this);
    EpollServerSocketChannel channel = new EpollServerSocketChannel(fd());
    channel.config().setReuseAddress(chosen);
    return channel;
  }

  /** The backlog waits for listen, which takes it as an argument. */
  @Override
  public <T> void set(SocketOption<T> option, T value) throws IOException {
    if (option.equals(OptionCatalogue.BACKLOG)) {
      backlog = OptionalInt.of((Integer) value);
      return;
    }
    super.set(option, value);
    if (option.equals(OptionCatalogue.UDP_GRO)) {
      merges = (Boolean) value;
    }
  }
}
