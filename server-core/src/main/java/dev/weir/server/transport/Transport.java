package dev.weir.server.transport;

import dev.weir.server.endpoint.Placement;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** One way to make loops, sockets and channels. */
public sealed interface Transport permits EpollTransport, NioTransport {
  /** How many connections may wait to be accepted; the kernel bounds it by net.core.somaxconn. */
  int BACKLOG = 4096;

  /**
   * The name in messages and metrics.
   *
   * @return epoll or nio
   */
  String name();

  /**
   * What drives the channels of this transport.
   *
   * @return the factory for a group of loops
   */
  IoHandlerFactory loops();

  /**
   * Opens a socket for a listener or for datagrams.
   *
   * @param scheme what it will speak
   * @param family the addresses it will serve
   * @param placement whether TCP may use several paths
   * @return unbound
   * @throws IOException where the kernel refuses, or the transport has no such socket
   */
  OpenSocket open(Scheme scheme, Family family, Placement placement) throws IOException;

  /**
   * Opens a Unix socket for a listener or for datagrams.
   *
   * @param scheme UNIX or UNIXGRAM
   * @param placement what its file shall be
   * @return unbound
   * @throws IOException where the kernel refuses
   */
  OpenSocket openUnix(Scheme scheme, Placement placement) throws IOException;

  /**
   * Takes over a socket that is bound, and listens where it is one of streams. The descriptor stays
   * open: the socket is taken over by a duplicate.
   *
   * @param descriptor its number
   * @param scheme what it speaks
   * @return the socket
   * @throws IOException where the kernel or the transport refuses
   */
  OpenSocket adopt(int descriptor, Scheme scheme) throws IOException;

  /**
   * Accepts a connection that waits at a listener, without waiting for the loop to be told of it.
   * On the listener's loop.
   *
   * @param listener of this transport
   * @return the connection, unregistered; empty where none waits
   * @throws IOException where the kernel refuses
   */
  Optional<Channel> accept(Channel listener) throws IOException;

  /**
   * A channel that will connect.
   *
   * @param scheme what it will speak: TCP, UDP, UNIX or UNIXGRAM
   * @param family of the address it will connect to
   * @param placement whether TCP may use several paths
   * @return unregistered
   * @throws IOException where the kernel refuses, or the transport has no such socket
   */
  Channel connecting(Scheme scheme, Family family, Placement placement) throws IOException;

  /**
   * An address to connect to, as channels of this transport take it.
   *
   * @param address of the Internet, or of a Unix socket, where {@code @} begins an abstract name
   * @return the same place
   * @throws IOException where the transport cannot connect there
   */
  SocketAddress target(SocketAddress address) throws IOException;

  /**
   * The options of a channel of this transport.
   *
   * @param channel open
   * @return the socket's options
   */
  OptionTarget options(Channel channel);

  /**
   * The descriptor by which the kernel can be asked about a channel.
   *
   * @param channel of this transport
   * @return empty where the transport does not tell it, or the channel has closed
   */
  OptionalInt descriptor(Channel channel);

  /**
   * Whether an option of a stream server belongs on its listener.
   *
   * @param option of a listener or connection
   * @param scheme what it speaks: TCP, whose connections inherit it, or UNIX
   * @return false where the listener would refuse it
   */
  boolean onListener(SocketOption<?> option, Scheme scheme);

  /**
   * Whether an option of a stream server has to be set on each connection.
   *
   * @param option of a listener or connection
   * @param scheme what it speaks: TCP or UNIX
   * @return true where connections do not inherit it
   */
  boolean onEachConnection(SocketOption<?> option, Scheme scheme);

  /**
   * Whether an option of a client has to be set again once it is connected.
   *
   * @param option of a connection
   * @return true where the handshake undoes it
   */
  boolean onceConnected(SocketOption<?> option);
}
