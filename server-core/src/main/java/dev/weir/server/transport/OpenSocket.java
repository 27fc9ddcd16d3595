package dev.weir.server.transport;

import dev.weir.server.option.OptionTarget;
import io.netty.channel.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A socket that belongs to no loop yet: what must happen before, or must fail before anything runs,
 * happens here. Not for several threads at once.
 */
public interface OpenSocket extends OptionTarget, Closeable {
  /**
   * Gives the socket its address.
   *
   * @param address resolved
   * @throws IOException where the kernel refuses
   */
  void bind(InetSocketAddress address) throws IOException;

  /**
   * Lets a TCP socket take connections; nothing for UDP.
   *
   * @throws IOException where the kernel refuses
   */
  void listen() throws IOException;

  /**
   * The address that the socket has.
   *
   * @return with the real port
   * @throws IOException where the kernel refuses
   */
  InetSocketAddress localAddress() throws IOException;

  /**
   * Makes the socket a channel, which owns it from now on: closing this socket does nothing more.
   *
   * @return an unregistered channel
   */
  Channel toChannel();
}
