package dev.weir.server.transport;

import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import java.io.IOException;
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
   * @return unbound
   * @throws IOException where the kernel refuses
   */
  OpenSocket open(Scheme scheme, Family family) throws IOException;

  /**
   * A channel that will connect.
   *
   * @param scheme what it will speak
   * @param family of the address it will connect to
   * @return unregistered
   */
  Channel connecting(Scheme scheme, Family family);

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
   * Whether an option of a TCP server belongs on its listener, from which connections inherit it.
   *
   * @param option of a listener or connection
   * @return false where the listener would refuse it
   */
  boolean onListener(SocketOption<?> option);

  /**
   * Whether an option of a TCP server has to be set on each connection.
   *
   * @param option of a listener or connection
   * @return true where connections do not inherit it
   */
  boolean onEachConnection(SocketOption<?> option);

  /**
   * Whether an option of a client has to be set again once it is connected.
   *
   * @param option of a connection
   * @return true where the handshake undoes it
   */
  boolean onceConnected(SocketOption<?> option);
}
