package dev.weir.bandwidth.iperf3;

import dev.weir.server.Loops;
import dev.weir.server.bulk.PeerSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Makes the sockets of a server's flows: each beside the server's own at the same port, connected
 * to its client, on a loop of its own choice. As a handler of the server's socket it learns of it.
 */
final class FlowSockets extends ChannelInboundHandlerAdapter {

  private final Loops loops;
  private final CompletableFuture<DatagramChannel> listener = new CompletableFuture<>();

  FlowSockets(Loops loops) {
    this.loops = loops;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    listener.complete((DatagramChannel) context.channel());
  }

  /**
   * A socket at the server's port. Any thread.
   *
   * @param local the address that the client asked
   * @param peer the client's end of the flow
   * @param stray takes what the new socket got before it was connected; on the server's loop
   * @return completed on the socket's loop
   */
  CompletableFuture<Channel> open(
      InetAddress local, InetSocketAddress peer, Consumer<DatagramPacket> stray) {
    return listener.thenCompose(server ->
        CompletableFuture.supplyAsync(() -> beside(server, local, peer, stray), server.eventLoop())
            .thenCompose(this::registered));
  }

  private static Channel beside(
      DatagramChannel server,
      InetAddress local,
      InetSocketAddress peer,
      Consumer<DatagramPacket> stray) {
    int port = server.localAddress().getPort();
    try {
      PeerSocket socket = PeerSocket.of(server, new InetSocketAddress(local, port), peer);
      socket.strays().forEach(stray);
      return socket.channel();
    } catch (IOException refused) {
      throw new CompletionException(refused);
    }
  }

  private CompletableFuture<Channel> registered(Channel channel) {
    CompletableFuture<Channel> registered = new CompletableFuture<>();
    loops
        .group()
        .register(channel)
        .addListener(done -> {
          if (done.isSuccess()) {
            registered.complete(channel);
          } else {
            channel.unsafe().closeForcibly();
            registered.completeExceptionally(done.cause());
          }
        });
    return registered;
  }
}
