package dev.weir.bandwidth.iperf3;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Makes sockets for flows of datagrams. Any thread. */
@FunctionalInterface
interface FlowOpener {

  /**
   * A socket at the server's port, connected to a client.
   *
   * @param local the address that the client asked
   * @param peer the client's end of the flow
   * @return completed on the socket's loop
   */
  CompletableFuture<Channel> open(InetAddress local, InetSocketAddress peer);
}
