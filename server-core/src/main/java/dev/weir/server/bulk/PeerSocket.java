package dev.weir.server.bulk;

import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPV6_V6ONLY;
import static dev.weir.linux.call.SocketConstants.SOCK_CLOEXEC;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.SOCK_NONBLOCK;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_DOMAIN;
import static dev.weir.linux.call.SocketConstants.SO_REUSEADDR;

import dev.weir.linux.call.AddressedCalls;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.metrics.Traffic;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connected socket for one peer of a UDP listener, on the listener's own port: from then on the
 * kernel delivers that peer's datagrams to it, with a receive buffer of its own, and the listener
 * stays open for other peers.
 *
 * <p>It works by SO_REUSEADDR, which the listener has only while the socket is made: an outsider
 * cannot take the port with the same option. Between bind and connect the new socket may receive a
 * datagram of anybody; such strays are handed back.
 */
public final class PeerSocket {
  private static final int STRAY_BYTES = 2048;
  private static final int SO_BINDTODEVICE = 25;
  private static final int DEVICE_BYTES = 16;

  /** More can only be the peer's own, which the socket may keep. */
  private static final int MAX_STRAYS = 64;

  private final Channel channel;
  private final List<DatagramPacket> strays;

  private PeerSocket(Channel channel, List<DatagramPacket> strays) {
    this.channel = channel;
    this.strays = strays;
  }

  /**
   * Makes a socket for a peer. Call it on the listener's loop.
   *
   * @param listener bound, and not connected
   * @param local the address that the peer is to see; of the listener's port
   * @param peer the one it is for
   * @return the socket, its channel not yet registered with a loop
   * @throws IOException where the kernel refuses
   */
  public static PeerSocket of(
      DatagramChannel listener, InetSocketAddress local, InetSocketAddress peer)
      throws IOException {
    PeerSocket socket =
        listener instanceof UnixChannel unix
            ? onEpoll(unix.fd().intValue(), local, peer)
            : portable(listener, local, peer);
    Traffic.find(listener)
        .ifPresent(traffic -> socket.channel().pipeline().addLast(new SameTraffic(traffic)));
    return socket;
  }

  /**
   * The socket, as a channel to be given a handler and registered with any loop of the listener's
   * transport. Whoever takes it closes it. What transfers move by it counts for the listener.
   *
   * @return the channel
   */
  public Channel channel() {
    return channel;
  }

  /**
   * Datagrams that came by the new socket before it was connected, from this peer or another: to be
   * treated as if the listener had received them. The first 2048 bytes of each.
   *
   * @return none, nearly always
   */
  public List<DatagramPacket> strays() {
    return strays;
  }

  private static PeerSocket onEpoll(int listener, InetSocketAddress local, InetSocketAddress peer)
      throws SystemCallException {
    int family = SocketCalls.intOption(listener, SOL_SOCKET, SO_DOMAIN);
    int fd = SocketCalls.socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    try {
      if (family == AF_INET6) {
        int only = SocketCalls.intOption(listener, IPPROTO_IPV6, IPV6_V6ONLY);
        SocketCalls.setOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, only);
      }
      useDevice(listener, fd);
      bindBeside(listener, fd, family, local);
      SocketCalls.connect(fd, family, peer);
      List<DatagramPacket> strays = strays(fd, local);
      return new PeerSocket(new EpollDatagramChannel(fd), strays);
    } catch (SystemCallException refused) {
      SocketCalls.close(fd);
      throw refused;
    }
  }

  /** A listener that is bound to a device speaks by it alone, and so do its peers' sockets. */
  private static void useDevice(int listener, int fd) throws SystemCallException {
    byte[] name = SocketCalls.bytesOption(listener, SOL_SOCKET, SO_BINDTODEVICE, DEVICE_BYTES);
    if (name.length > 0) {
      SocketCalls.setOption(fd, SOL_SOCKET, SO_BINDTODEVICE, name);
    }
  }

  private static void bindBeside(int listener, int fd, int family, InetSocketAddress local)
      throws SystemCallException {
    SocketCalls.setOption(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    int before = SocketCalls.intOption(listener, SOL_SOCKET, SO_REUSEADDR);
    SocketCalls.setOption(listener, SOL_SOCKET, SO_REUSEADDR, 1);
    try {
      SocketCalls.bind(fd, family, local);
    } finally {
      SocketCalls.setOption(listener, SOL_SOCKET, SO_REUSEADDR, before);
    }
  }

  private static List<DatagramPacket> strays(int fd, InetSocketAddress local)
      throws SystemCallException {
    List<DatagramPacket> strays = new ArrayList<>();
    Optional<AddressedCalls.Datagram> next = AddressedCalls.receive(fd, STRAY_BYTES);
    while (next.isPresent() && strays.size() < MAX_STRAYS) {
      AddressedCalls.Datagram stray = next.orElseThrow();
      strays.add(new DatagramPacket(Unpooled.wrappedBuffer(stray.bytes()), local, stray.source()));
      next = AddressedCalls.receive(fd, STRAY_BYTES);
    }
    return strays;
  }

  /** The JDK itself drops what came before the connection. */
  private static PeerSocket portable(
      DatagramChannel listener, InetSocketAddress local, InetSocketAddress peer)
      throws IOException {
    var socket = java.nio.channels.DatagramChannel.open();
    boolean before = listener.config().isReuseAddress();
    try {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.config().setReuseAddress(true);
      socket.bind(local);
      socket.connect(peer);
      return new PeerSocket(new NioDatagramChannel(socket), List.of());
    } catch (IOException refused) {
      socket.close();
      throw refused;
    } finally {
      listener.config().setReuseAddress(before);
    }
  }
}
