package dev.weir.server.transport;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.MulticastGroup;
import dev.weir.server.option.OptionTarget;
import io.netty.channel.Channel;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * A socket that belongs to no loop yet: what must happen before, or must fail before anything runs,
 * happens here. Not for several threads at once.
 */
public interface OpenSocket extends OptionTarget, Closeable {
  /**
   * Gives the socket its address. One that was inherited has it already.
   *
   * @param address of the Internet, resolved, or of a Unix socket
   * @throws IOException where the kernel refuses
   */
  void bind(SocketAddress address) throws IOException;

  /**
   * Lets a stream socket take connections; nothing for UDP.
   *
   * @throws IOException where the kernel refuses
   */
  void listen() throws IOException;

  /**
   * Receives what is sent to a multicast group, besides what is sent to the socket's own address.
   *
   * @param group of a family that the socket serves
   * @throws IOException where the kernel refuses, or the socket is not one of UDP
   */
  default void join(MulticastGroup group) throws IOException {
    throw new IOException("group: %s (expected: none, but for UDP)".formatted(group));
  }

  /**
   * The endpoint that the socket has.
   *
   * @param asked where it was bound
   * @return the same with the real port
   * @throws IOException where the kernel refuses
   */
  Endpoint endpoint(Endpoint asked) throws IOException;

  /**
   * Makes the socket a channel, which owns it from now on: closing this socket does nothing more.
   *
   * @return an unregistered channel
   */
  Channel toChannel();
}
