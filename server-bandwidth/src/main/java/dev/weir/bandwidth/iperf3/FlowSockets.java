package dev.weir.bandwidth.iperf3;

import dev.weir.server.Loops;
import dev.weir.server.UdpClient;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the sockets of a server's flows: all at the server's port, each connected to its client.
 */
final class FlowSockets implements FlowOpener {

  private final Loops loops;
  private volatile int port;

  FlowSockets(Loops loops) {
    this.loops = loops;
  }

  void port(int number) {
    port = number;
  }

  @Override
  public CompletableFuture<Channel> open(InetAddress local, InetSocketAddress peer) {
    String host = NetUtil.toAddressString(peer.getAddress());
    return UdpClient.to(new Endpoint(Scheme.UDP, host, peer.getPort()))
        .options("SO_REUSEPORT=on")
        .localAddress(new InetSocketAddress(local, port))
        .loops(loops)
        .connect();
  }
}
