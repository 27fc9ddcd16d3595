package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Count;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Transfers on channels of Weir's own servers: meters, idle time and half closure hold. */
class ServedBulkTest {

  @Test
  void whatASinkDropsIsMeteredAndTheServersStagesSeeTheEnd() throws Exception {
    CompletableFuture<Transfer> sink = new CompletableFuture<>();
    try (Server server = sinkServer(sink, Limits.defaults());
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port())) {
      peer.getOutputStream().write(new byte[1_000_000]);
      await().until(() -> server.counters().get(Count.BYTES_IN) == 1_000_000);
      peer.shutdownOutput();
      peer.setSoTimeout(5000);
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
      assertThat(ending(sink)).isEqualTo(Ending.PEER_CLOSED);
      await().until(() -> server.counters().get(Count.CLOSED) == 1);
    }
  }

  @Test
  void bytesPastThePipelineKeepAConnectionAlive() throws Exception {
    CompletableFuture<Transfer> sink = new CompletableFuture<>();
    Duration idle = Duration.ofMillis(400);
    try (Server server = sinkServer(sink, Limits.defaults().idle(idle));
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port())) {
      long begin = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            peer.getOutputStream().write(1);
            return System.nanoTime() - begin > 3 * idle.toNanos();
          });
      assertThat(sink.get().ended().toCompletableFuture()).isNotDone();
      assertThat(ending(sink)).isEqualTo(Ending.CLOSED);
      assertThat(server.counters().get(Count.CLOSED_IDLE)).isEqualTo(1);
    }
  }

  @Test
  void aPeersOwnSocketCountsForItsListener() throws Exception {
    try (Server server =
            UdpServer.on("udp://127.0.0.1:0").pipeline(p -> p.last("own", OwnSocket::new)).start();
        DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      int port = server.endpoint().port();
      java.net.DatagramPacket packet =
          new java.net.DatagramPacket(new byte[100], 100, loopback, port);
      peer.send(packet);
      peer.setSoTimeout(5000);
      peer.receive(new java.net.DatagramPacket(new byte[1], 1));
      peer.send(packet);
      peer.send(packet);
      await().until(() -> server.counters().get(Count.BYTES_IN) == 300);
      assertThat(server.counters().get(Count.DATAGRAMS_IN)).isEqualTo(3);
    }
  }

  private static Server sinkServer(CompletableFuture<Transfer> sink, Limits limits) {
    return TcpServer.on("tcp://127.0.0.1:0")
        .limits(limits)
        .pipeline(p ->
            p.last(
                "sink",
                () ->
                    new ChannelInboundHandlerAdapter() {
                      @Override
                      public void channelActive(ChannelHandlerContext context) {
                        sink.complete(Bulk.sink(context.channel()));
                      }
                    }))
        .start();
  }

  private static Ending ending(CompletableFuture<Transfer> transfer) throws Exception {
    return transfer.get().ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Gives the first peer a socket of its own, which drops what it receives. */
  private static final class OwnSocket extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet)
        throws Exception {
      var listener = (DatagramChannel) context.channel();
      var socket = PeerSocket.of(listener, listener.localAddress(), packet.sender()).channel();
      socket.config().setAutoRead(false);
      listener.closeFuture().addListener(closed -> socket.close());
      context
          .channel()
          .eventLoop()
          .register(socket)
          .addListener(registered -> {
            Bulk.datagramSink(socket, 100, (memory, offset, length, nanoTime) -> {});
            socket.writeAndFlush(socket.alloc().buffer(1).writeByte(1));
          });
    }
  }
}
