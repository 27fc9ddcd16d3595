package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ClientMetersTest {
  /** Nobody answers at an address that is kept for documentation. */
  private static final Endpoint SILENT = Endpoint.parse("tcp://192.0.2.1:7");

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private double value(String name, String... tags) {
    Meter meter = registry.get(name).tags(tags).meter();
    return meter.measure().iterator().next().getValue();
  }

  private CompletableFuture<Channel> connect(Endpoint endpoint, Loops loops) {
    return endpoint.scheme() == Scheme.UDP
        ? UdpClient.to(endpoint).name("asking").loops(loops).metrics(registry).connect()
        : client(endpoint, loops).connect();
  }

  private TcpClient client(Endpoint endpoint, Loops loops) {
    return TcpClient.to(endpoint).name("asking").loops(loops).metrics(registry);
  }

  private static void ask(Channel channel, String text) {
    channel
        .writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8))
        .awaitUninterruptibly();
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void countWhatAllConnectsMove(Kind kind, Scheme scheme) throws Exception {
    try (Loops loops = kind.loops(2);
        Server server = kind.echo(scheme, loops)) {
      Channel first = connect(server.endpoint(), loops).get(10, TimeUnit.SECONDS);
      Channel second = connect(server.endpoint(), loops).get(10, TimeUnit.SECONDS);
      assertThat(value("weir.client.connections.opened")).isEqualTo(2);
      assertThat(value("weir.client.connections.active")).isEqualTo(2);
      ask(first, "12345");
      ask(second, "123");
      await().until(() -> value("weir.client.bytes", "direction", "in") == 8);
      await().until(() -> value("weir.client.bytes", "direction", "out") == 8);
      if (scheme == Scheme.UDP) {
        assertThat(value("weir.client.datagrams", "direction", "in")).isEqualTo(2);
        assertThat(value("weir.client.datagrams", "direction", "out")).isEqualTo(2);
      }
      first.close().await();
      await().until(() -> value("weir.client.connections.active") == 1);
      second.close().await();
      await().until(() -> value("weir.client.connections.active") == 0);
      assertThat(value("weir.client.connections.opened")).isEqualTo(2);
      Timer times = registry.get("weir.client.connect.time").timer();
      assertThat(times.count()).isEqualTo(2);
      assertThat(times.max(TimeUnit.NANOSECONDS)).isPositive();
    }
  }

  /** A name may stand for several addresses, and none of them is anybody's business. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void carryTheNameAndTheEndpointAsAsked(Kind kind, Scheme scheme) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, "", loops)) {
      Endpoint byName = new Endpoint(scheme, "localhost", server.endpoint().port());
      connect(byName, loops).get(10, TimeUnit.SECONDS).close().await();
      assertThat(registry.getMeters())
          .filteredOn(meter -> meter.getId().syntheticAssociation() == null)
          .isNotEmpty()
          .allSatisfy(meter -> {
            assertThat(meter.getId().getTags())
                .contains(Tag.of("client", "asking"), Tag.of("endpoint", byName.toString()));
            assertThat(meter.getId().getTags().stream().map(Tag::getKey))
                .isSubsetOf("client", "endpoint", "cause", "direction");
          });
    }
  }

  private void assertFailed(String cause, double times) {
    List<String> causes =
        Stream.of("name", "refused", "timeout", "unreachable", "resources", "cancelled", "other")
            .filter(other -> value("weir.client.connections.failed", "cause", other) != 0)
            .toList();
    assertThat(causes).containsExactly(cause);
    assertThat(value("weir.client.connections.failed", "cause", cause)).isEqualTo(times);
    assertThat(value("weir.client.connections.opened")).isZero();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void countThoseWhomNobodyServes(Kind kind) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (Loops loops = kind.loops(1)) {
      CompletableFuture<Channel> connecting =
          connect(new Endpoint(Scheme.TCP, "localhost", port), loops);
      assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertFailed("refused", 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void countUnixSocketsThatAreNotThere(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      Endpoint endpoint = Endpoint.parse("unix://" + Permutations.path());
      CompletableFuture<Channel> connecting = connect(endpoint, loops);
      assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertFailed("refused", 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void countNamesThatNobodyKnows(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      CompletableFuture<Channel> connecting =
          connect(Endpoint.parse("tcp://no-such.invalid:7"), loops);
      assertThatThrownBy(() -> connecting.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertFailed("name", 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void countOptionsThatWereRefused(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      CompletableFuture<Channel> connecting =
          client(Endpoint.parse("tcp://127.0.0.1:7"), loops).options("SO_REUSEPORT=on").connect();
      assertThatThrownBy(() -> connecting.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertFailed("other", 1);
    }
  }

  /** A queue that is full: the kernel drops whoever else asks, and does not say so. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void countThoseThatNobodyAnswers(Kind kind) throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try (Loops loops = kind.loops(1);
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 8; i++) {
        SocketChannel asking = SocketChannel.open();
        waiting.add(asking);
        asking.configureBlocking(false);
        asking.connect(full.getLocalSocketAddress());
      }
      CompletableFuture<Channel> connecting =
          client(new Endpoint(Scheme.TCP, "127.0.0.1", full.getLocalPort()), loops)
              .connectTimeout(Duration.ofMillis(300))
              .connect();
      assertThatThrownBy(() -> connecting.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertFailed("timeout", 1);
    } finally {
      for (SocketChannel asking : waiting) {
        asking.close();
      }
    }
  }

  /** What the caller gives up is counted once, though the connect fails as well, or succeeds. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void countThoseThatTheCallerGivesUp(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      loops
          .group()
          .submit(() -> {
            CompletableFuture<Channel> connecting = connect(SILENT, loops);
            assertThat(connecting.cancel(false)).isTrue();
          })
          .awaitUninterruptibly();
      assertFailed("cancelled", 1);
    }
    assertFailed("cancelled", 1);
  }

  /** Counters survive loops, which clients may use for a while only. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void outliveTheLoopsThatCounted(Kind kind, Scheme scheme) throws Exception {
    try (Loops serving = kind.loops(1);
        Server server = kind.echo(scheme, serving)) {
      for (int round = 1; round <= 3; round++) {
        try (Loops loops = kind.loops(1)) {
          connect(server.endpoint(), loops).get(10, TimeUnit.SECONDS).close().await();
        }
        assertThat(value("weir.client.connections.opened")).isEqualTo(round);
        assertThat(value("weir.client.connections.active")).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Scheme.class,
      names = {"TCP", "UDP"})
  void areNamedByTheSchemeUntilANameIsGiven(Scheme scheme) throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = Kind.EPOLL.echo(scheme, loops)) {
      String name = scheme.name().toLowerCase(Locale.ROOT);
      CompletableFuture<Channel> connecting =
          scheme == Scheme.TCP
              ? TcpClient.to(server.endpoint()).loops(loops).metrics(registry).connect()
              : UdpClient.to(server.endpoint()).loops(loops).metrics(registry).connect();
      connecting.get(10, TimeUnit.SECONDS).close().await();
      assertThat(value("weir.client.connections.opened", "client", name)).isEqualTo(1);
    }
    assertThatThrownBy(() -> TcpClient.to(SILENT).name(" "))
        .hasMessage("name: blank (expected: a word, such as backend)");
  }
}
