package dev.weir.server.transport;

import dev.weir.server.endpoint.Endpoint;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;

/** What both kinds of Java's sockets have in common. */
abstract class NioSocket<C extends NetworkChannel> extends NioOptions implements OpenSocket {
  private final C channel;
  private final Family family;
  private boolean owned = true;

  NioSocket(C channel, Family family) {
    this.channel = channel;
    this.family = family;
  }

  abstract void bindTo(SocketAddress address) throws IOException;

  abstract Channel wrap(C bound);

  /** Java's IPv6 wildcard always serves IPv4 too. */
  @Override
  public final void bind(SocketAddress address) throws IOException {
    if (family == Family.IPV6
        && address instanceof InetSocketAddress internet
        && internet.getAddress().isAnyLocalAddress()) {
      throw new IOException(
          "the NIO transport cannot serve IPv6 alone; leave the host out to serve both families");
    }
    bindTo(address);
  }

  final C channel() {
    return channel;
  }

  @Override
  public final Channel toChannel() {
    Channel wrapped = wrap(channel);
    owned = false;
    return wrapped;
  }

  @Override
  public final Endpoint endpoint(Endpoint asked) throws IOException {
    return channel.getLocalAddress() instanceof InetSocketAddress internet
        ? asked.withPort(internet.getPort())
        : asked;
  }

  @Override
  final <V> void write(SocketOption<V> option, V value) throws IOException {
    requireSupported(option);
    channel.setOption(option, value);
  }

  @Override
  final <V> V read(SocketOption<V> option) throws IOException {
    requireSupported(option);
    return channel.getOption(option);
  }

  private void requireSupported(SocketOption<?> option) throws IOException {
    if (!channel.supportedOptions().contains(option)) {
      throw new IOException("the NIO transport has no " + option.name() + " here, epoll has");
    }
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      owned = false;
      channel.close();
    }
  }
}
