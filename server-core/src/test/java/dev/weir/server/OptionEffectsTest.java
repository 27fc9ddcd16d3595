package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.endpoint.Endpoint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What options do, where more than their value matters. */
final class OptionEffectsTest {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  /** Length and first byte of each datagram. */
  private void note(ByteBuf payload) {
    received.add(payload.readableBytes() + ":" + payload.getByte(payload.readerIndex()));
  }

  private final class Collect extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
      note(packet.content());
    }
  }

  private List<String> next(int count) throws InterruptedException {
    List<String> found = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      found.add(String.valueOf(received.poll(10, TimeUnit.SECONDS)));
    }
    return found;
  }

  private Channel client(Endpoint endpoint, Loops loops, String options) throws Exception {
    return UdpClient.to(endpoint)
        .loops(loops)
        .options(options)
        .pipeline(p -> p.last("collect", Collect::new))
        .connect()
        .get(10, TimeUnit.SECONDS);
  }

  /** Three thousand bytes whose thousands differ. */
  private static byte[] pieces() {
    byte[] bytes = new byte[3_400];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) (index / 1000);
    }
    return bytes;
  }

  @Test
  void mergedDatagramsReachTheServersPipelineOneByOne() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .options("UDP_GRO=on")
                .handle((datagram, replies) -> note(datagram.payload()))
                .start()) {
      Channel client = client(server.endpoint(), loops, "UDP_SEGMENT=1000");
      client.writeAndFlush(Unpooled.wrappedBuffer(pieces())).sync();
      assertThat(next(4)).containsExactly("1000:0", "1000:1", "1000:2", "400:3");
      assertThat(received).isEmpty();
      client.close().sync();
    }
  }

  @Test
  void mergedDatagramsReachTheClientsPipelineOneByOne() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .options("UDP_SEGMENT=1000")
                .handle((datagram, replies) -> replies.send(pieces()))
                .start()) {
      Channel client = client(server.endpoint(), loops, "UDP_GRO=on");
      client.writeAndFlush(Unpooled.wrappedBuffer(new byte[1])).sync();
      assertThat(next(4)).containsExactly("1000:0", "1000:1", "1000:2", "400:3");
      client.close().sync();
    }
  }

  @Test
  void anAddressThatIsNotThereCanBeBound() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      TcpServer recipe = TcpServer.on("tcp://203.0.113.7:0").loops(loops);
      assertThatThrownBy(recipe::start).hasMessageContaining("EADDRNOTAVAIL");
      try (Server server = recipe.options("IP_FREEBIND=on").start()) {
        assertThat(server.endpoint().host()).isEqualTo("203.0.113.7");
      }
    }
  }

  @Test
  void ipv6AloneIsServedWhereChosen() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = TcpServer.on("tcp://:0").loops(loops).options("IPV6_V6ONLY=on").start()) {
      int port = server.endpoint().port();
      new Socket(InetAddress.ofLiteral("::1"), port).close();
      InetSocketAddress v4 = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      try (Socket ipv4 = new Socket()) {
        assertThatThrownBy(() -> ipv4.connect(v4, 5_000)).isInstanceOf(ConnectException.class);
      }
    }
  }

  @Test
  void theBacklogIsCutByTheKernelAndReported() throws Exception {
    String most = Files.readAllLines(Path.of("/proc/sys/net/core/somaxconn")).getFirst();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0").loops(loops).options("BACKLOG=2000000000").start()) {
      assertThat(server.options())
          .singleElement()
          .hasToString(
              "%s BACKLOG: asked 2000000000, effective %s (raw %s): the kernel's bound is"
                      .formatted(server.endpoint(), most, most)
                  + " net.core.somaxconn = "
                  + most);
    }
  }

  @Test
  void anOptionThatTheKernelIgnoresIsReported() throws Exception {
    Path sysctl = Path.of("/proc/sys/net/ipv4/tcp_fastopen");
    String bits = Files.readAllLines(sysctl).getFirst();
    boolean served = (Integer.parseInt(bits) & 2) != 0;
    String note = "without effect while net.ipv4.tcp_fastopen = " + bits + " lacks 2";
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0").loops(loops).options("TCP_FASTOPEN=16").start()) {
      assertThat(server.options().getFirst().note()).isEqualTo(served ? "" : note);
      assertThat(server.options().getFirst().changed()).isEqualTo(!served);
    }
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0").loops(loops).options("TCP_FASTOPEN=0").start()) {
      assertThat(server.options().getFirst().changed()).isFalse();
    }
  }

  @Test
  void aRoundedTimeIsReported() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0").loops(loops).options("TCP_DEFER_ACCEPT=5s").start()) {
      assertThat(server.options().getFirst().toString())
          .endsWith(
              "TCP_DEFER_ACCEPT: asked 5s, effective 7s (raw 7s): the kernel keeps another value;"
                  + " weir inspect options TCP_DEFER_ACCEPT tells why");
    }
  }

  @Test
  void aClientsOptionIsMisplacedAtAServer() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      TcpServer recipe = TcpServer.on("tcp://127.0.0.1:0").loops(loops);
      assertThatThrownBy(recipe.options("TCP_FASTOPEN_CONNECT=on")::start)
          .hasMessageContaining("TCP_FASTOPEN_CONNECT=on: misplaced (expected: for client)");
      assertThatThrownBy(() ->
              TcpClient.to("tcp://127.0.0.1:1")
                  .loops(loops)
                  .options("BACKLOG=9")
                  .connect()
                  .get(10, TimeUnit.SECONDS))
          .hasMessageContaining("BACKLOG=9: misplaced (expected: for listener, unix listener)");
    }
  }

  @Test
  void eachFamilyHasItsOwnCountOfRouters() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      assertThatThrownBy(TcpServer.on("tcp://[::1]:0").loops(loops).options("IP_TTL=3")::start)
          .hasMessageContaining(
              "IP_TTL=3: misplaced (expected: for IPv4; IPv6 has IPV6_UNICAST_HOPS)");
      assertThatThrownBy(
              TcpServer.on("tcp://127.0.0.1:0").loops(loops).options("IPV6_V6ONLY=on")::start)
          .hasMessageContaining("IPV6_V6ONLY=on: misplaced (expected: for IPv6)");
    }
  }
}
