package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.weir.linux.call.SocketCalls;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.option.OptionReport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Chosen options, read with other means than Weir's own. */
final class OptionsOnSocketsTest {
  private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

  /** Hands each accepted channel to the test. */
  private final class Tell extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      accepted.add(ctx.channel());
    }
  }

  private TcpServer recipe(Loops loops, String options) {
    return TcpServer.on("tcp://127.0.0.1:0")
        .loops(loops)
        .options(options)
        .pipeline(p -> p.last("tell", Tell::new));
  }

  @ParameterizedTest
  @CsvSource({
    "SO_KEEPALIVE, on, 1, 9, 1",
    "TCP_NODELAY, on, 6, 1, 1",
    "TCP_NODELAY, off, 6, 1, 0",
    "TCP_USER_TIMEOUT, 30s, 6, 18, 30000",
    "IP_TOS, 0x20, 0, 1, 32",
    "SO_RCVBUF, 128k, 1, 8, 262144",
    "SO_SNDBUF, 100000, 1, 7, 200000",
    "SO_REUSEPORT, on, 1, 15, 1",
    "SO_REUSEADDR, off, 1, 2, 0",
    "SO_LINGER, 0s, 1, 13, 1",
  })
  void reachConnections(String name, String asked, int level, int number, int raw)
      throws IOException, InterruptedException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = recipe(loops, name + "=" + asked).start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      Channel channel = accepted.poll(10, TimeUnit.SECONDS);
      int fd = ((UnixChannel) channel).fd().intValue();
      assertThat(SocketCalls.intOption(fd, level, number)).isEqualTo(raw);
      assertThat(server.options()).singleElement().matches(report -> !report.changed());
    }
  }

  @Test
  void nameACongestionControl() throws IOException, InterruptedException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = recipe(loops, "TCP_CONGESTION=reno").start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      int fd = ((UnixChannel) accepted.poll(10, TimeUnit.SECONDS)).fd().intValue();
      assertThat(SocketCalls.bytesOption(fd, 6, 13, 5)).asString().isEqualTo("reno\0");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noDelayIsOnUnlessChosen(Kind kind) throws InterruptedException {
    for (boolean chosen : List.of(false, true)) {
      try (Loops loops = kind.loops(1);
          Server server = recipe(loops, chosen ? "TCP_NODELAY=off" : "").start();
          Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.stream().isConnected()).isTrue();
        SocketChannel channel = (SocketChannel) accepted.poll(10, TimeUnit.SECONDS);
        assertThat(channel.config().isTcpNoDelay()).isEqualTo(!chosen);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void reportWhatTheKernelChanged(Kind kind, Scheme scheme) throws IOException {
    int most =
        Integer.parseInt(Files.readAllLines(Path.of("/proc/sys/net/core/rmem_max")).getFirst());
    try (Loops loops = kind.loops(1);
        Server server = start(scheme, loops, "SO_RCVBUF=1g, SO_SNDBUF=64k")) {
      OptionReport receive = server.options().get(0);
      assertThat(receive.changed()).isTrue();
      assertThat(receive.name()).isEqualTo("SO_RCVBUF");
      assertThat(receive.asked()).isEqualTo("1g");
      assertThat(receive.note()).endsWith("net.core.rmem_max = " + most);
      assertThat(receive.endpoint()).isEqualTo(server.endpoint().toString());
      assertThat(bytes(receive.effective())).isEqualTo(most);
      if (kind == Kind.EPOLL) {
        assertThat(bytes(receive.raw())).isEqualTo(2 * most);
      }
      assertThat(server.options().get(1).changed()).isFalse();
    }
  }

  /** A datagram socket asks for much by itself, and says what it got. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void reportTheBufferThatNobodyChose(Kind kind) throws IOException {
    int most =
        Integer.parseInt(Files.readAllLines(Path.of("/proc/sys/net/core/rmem_max")).getFirst());
    try (Loops loops = kind.loops(1);
        Server server = start(Scheme.UDP, loops, "SO_SNDBUF=64k")) {
      assertThat(server.options())
          .map(OptionReport::name)
          .containsExactly("SO_SNDBUF", "SO_RCVBUF");
      OptionReport receive = server.options().getLast();
      assertThat(receive.asked()).isEqualTo("4m");
      assertThat(receive.endpoint()).isEqualTo(server.endpoint().toString());
      assertThat(bytes(receive.effective())).isEqualTo(Math.min(4 << 20, most));
      assertThat(receive.note())
          .isEqualTo(most < 4 << 20 ? "the kernel's bound is net.core.rmem_max = " + most : "");
    }
  }

  private static int bytes(String size) {
    int unit = "kmg".indexOf(size.charAt(size.length() - 1));
    return unit < 0
        ? Integer.parseInt(size)
        : Integer.parseInt(size.substring(0, size.length() - 1)) << (10 * (unit + 1));
  }

  private static Server start(Scheme scheme, Loops loops, String options) {
    String endpoint = scheme.text() + "://127.0.0.1:0";
    return scheme == Scheme.TCP
        ? TcpServer.on(endpoint).loops(loops).options(options).start()
        : UdpServer.on(endpoint).loops(loops).options(options).start();
  }

  @Test
  void refusedByTheKernelNeverStart() {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      assertThatThrownBy(() -> start(Scheme.TCP, loops, "TCP_CONGESTION=no-such"))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("TCP_CONGESTION=no-such: refused: ")
          .hasMessageContaining("ENOENT")
          .asInstanceOf(type(StartException.class))
          .satisfies(e -> assertThat(e.errno().orElseThrow().name()).isEqualTo("ENOENT"));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void misplacedNeverStart(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> start(Scheme.UDP, loops, "TCP_NODELAY=on"))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("TCP_NODELAY=on: misplaced (expected: for listener, connection)");
      assertThatThrownBy(
              () -> TcpServer.on("tcp://[::1]:0").loops(loops).options("IP_TOS=8").start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("IP_TOS=8: misplaced (expected: for IPv4; IPv6 has IPV6_TCLASS)");
      assertThatThrownBy(() -> start(Scheme.TCP, loops, "IPV6_TCLASS=8"))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("misplaced (expected: for IPv6; IPv4 has IP_TOS)");
    }
  }

  @Test
  void ofAnotherSchemeAreLeftAlone() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(Scheme.UDP, loops, "tcp: TCP_NODELAY=on; udp: SO_RCVBUF=64k")) {
      assertThat(server.options()).map(OptionReport::name).containsExactly("SO_RCVBUF");
    }
  }

  @Test
  void areRefusedWhereNioHasNone() {
    try (Loops loops = Kind.NIO.loops(1)) {
      assertThatThrownBy(() -> start(Scheme.TCP, loops, "TCP_USER_TIMEOUT=30s"))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("the NIO transport has no TCP_USER_TIMEOUT, epoll has");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void reachConnectionsOnEveryTransport(Kind kind) throws InterruptedException {
    String text = "SO_KEEPALIVE=on, SO_LINGER=0s, IP_TOS=0x20, SO_RCVBUF=64k, SO_SNDBUF=64k";
    try (Loops loops = kind.loops(1);
        Server server = recipe(loops, text).start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      SocketChannel channel = (SocketChannel) accepted.poll(10, TimeUnit.SECONDS);
      assertThat(channel.config().isKeepAlive()).isTrue();
      assertThat(channel.config().getSoLinger()).isZero();
      assertThat(channel.config().getTrafficClass()).isEqualTo(0x20);
      assertThat(channel.config().getReceiveBufferSize()).isIn(65_536, 131_072);
      assertThat(server.options()).hasSize(5).noneMatch(OptionReport::changed);
    }
  }
}
