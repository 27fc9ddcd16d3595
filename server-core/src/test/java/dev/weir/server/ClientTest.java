package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ClientTest {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  /** Keeps what comes as text. */
  private final class Collect extends SimpleChannelInboundHandler<Object> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = message instanceof DatagramPacket p ? p.content() : (ByteBuf) message;
      received.add(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private CompletableFuture<Channel> connect(Scheme scheme, Endpoint endpoint, Loops loops) {
    return scheme == Scheme.TCP
        ? TcpClient.to(endpoint)
            .loops(loops)
            .pipeline(p -> p.last("collect", Collect::new))
            .connect()
        : UdpClient.to(endpoint)
            .loops(loops)
            .pipeline(p -> p.last("collect", Collect::new))
            .connect();
  }

  private void assertServed(Scheme scheme, Endpoint endpoint, Loops loops) throws Exception {
    Channel channel = connect(scheme, endpoint, loops).get(10, TimeUnit.SECONDS);
    channel.writeAndFlush(Unpooled.copiedBuffer("hello", StandardCharsets.UTF_8));
    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("hello");
    channel.close().await(5, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void reachesServersOfBothFamiliesAndByName(Kind kind, Scheme scheme) throws Exception {
    try (Loops loops = kind.loops(2);
        Server server = kind.echo(scheme, "", loops)) {
      int port = server.endpoint().port();
      for (String host : new String[] {"127.0.0.1", "::1", "localhost"}) {
        assertServed(scheme, new Endpoint(scheme, host, port), loops);
      }
    }
  }

  /** localhost usually has two addresses, one of which nobody serves. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void triesEachAddressOfAName(Kind kind) throws Exception {
    for (InetAddress address : InetAddress.getAllByName("localhost")) {
      String host = address instanceof Inet6Address ? "[::1]" : "127.0.0.1";
      try (Loops loops = kind.loops(1);
          Server server = kind.echo(Scheme.TCP, host, loops)) {
        Endpoint byName = new Endpoint(Scheme.TCP, "localhost", server.endpoint().port());
        assertServed(Scheme.TCP, byName, loops);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysWhoRefused(Kind kind) throws IOException {
    Endpoint endpoint = new Endpoint(Scheme.TCP, "127.0.0.1", freePort());
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> connect(Scheme.TCP, endpoint, loops).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith(endpoint + ": cannot be connected: ")
          .hasMessageContaining("ECONNREFUSED (Connection refused)")
          .hasMessageNotContaining("\n");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysThatANameIsUnknown(Kind kind) {
    Endpoint endpoint = Endpoint.parse("tcp://no-such.invalid:7");
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> connect(Scheme.TCP, endpoint, loops).get(20, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(StartException.class)
          .hasMessageContaining("host: no-such.invalid (expected: a known name)");
    }
  }

  /** Nobody answers at an address that is kept for documentation. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void givesUpInTime(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      CompletableFuture<Channel> connecting =
          TcpClient.to("tcp://192.0.2.1:7")
              .loops(loops)
              .connectTimeout(Duration.ofMillis(200))
              .connect();
      assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("tcp://192.0.2.1:7: cannot be connected: ");
    }
  }

  @Test
  void closesWhatIsNotWantedAnyMore() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      loops.group().next().submit(() -> {}).awaitUninterruptibly();
      long before = Descriptors.count();
      CompletableFuture<Channel> connecting =
          TcpClient.to("tcp://192.0.2.1:7").loops(loops).connect();
      connecting.cancel(false);
      Awaitility.await().until(() -> Descriptors.count() == before);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void hasOptionsAndALocalAddress(Kind kind) throws Exception {
    int port = freePort();
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(Scheme.TCP, "127.0.0.1", loops)) {
      SocketChannel channel =
          (SocketChannel)
              TcpClient.to(server.endpoint())
                  .loops(loops)
                  .options("TCP_NODELAY=off, SO_KEEPALIVE=on, SO_RCVBUF=64k")
                  .localAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                  .connect()
                  .get(10, TimeUnit.SECONDS);
      assertThat(channel.localAddress().getPort()).isEqualTo(port);
      assertThat(channel.config().isTcpNoDelay()).isFalse();
      assertThat(channel.config().isKeepAlive()).isTrue();
      channel.close().await(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void refusesOptionsThatTheKernelRefuses() {
    assertThatThrownBy(() ->
            TcpClient.to("tcp://127.0.0.1:7")
                .options("TCP_CONGESTION=no-such")
                .connect()
                .get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(StartException.class)
        .hasMessageContaining("TCP_CONGESTION=no-such: refused: ");
    assertThatThrownBy(() ->
            TcpClient.to("tcp://127.0.0.1:7")
                .options("SO_REUSEPORT=on")
                .connect()
                .get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(StartException.class)
        .hasMessageContaining("misplaced");
  }

  @Test
  void needsSomewhereToGo() {
    assertThatThrownBy(() -> TcpClient.to("tcp://:7"))
        .hasMessageContaining(
            "tcp://:7 (expected: a host and a port to connect to, or a Unix socket)");
    assertThatThrownBy(() -> TcpClient.to("tcp://localhost:0"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TcpClient.to("udp://localhost:7"))
        .hasMessageContaining("udp://localhost:7 (expected: tcp://..., unix://..., fd://...)");
    assertThatThrownBy(() -> TcpClient.to("tcp://localhost:7").connectTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
