package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is left of a server that has closed. To close early, and twice, is what is tested. */
@SuppressWarnings("try")
final class ClosingTest {
  @ParameterizedTest
  @EnumSource(
      value = Scheme.class,
      names = {"TCP", "UDP", "UNIX"})
  void endsPrivateLoopsAndDescriptors(Scheme scheme) {
    long before = Descriptors.count();
    for (int round = 0; round < 3; round++) {
      try (Server server = start(scheme, "leak-check");
          Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("hello")).isEqualTo("hello");
        assertThat(Descriptors.threads("leak-check")).isNotEmpty();
      }
    }
    Awaitility.await().until(() -> Descriptors.threads("leak-check").isEmpty());
    Awaitility.await().until(() -> Descriptors.count() <= before);
  }

  private static Server start(Scheme scheme, String name) {
    String endpoint = Permutations.endpoint(scheme);
    return scheme != Scheme.UDP
        ? TcpServer.on(endpoint).name(name).pipeline(p -> p.last("echo", Echo::new)).start()
        : UdpServer.on(endpoint).name(name).handle((d, r) -> r.send(d.payload())).start();
  }

  @Test
  void endsPrivateLoopsOfAServerThatCouldNotStart() {
    try (Server holder = start(Scheme.TCP, "holder")) {
      String[] endpoints = {"tcp://127.0.0.1:0", holder.endpoint().toString()};
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> TcpServer.on(endpoints).name("stillborn").start())
          .isInstanceOf(StartException.class);
      Awaitility.await().until(() -> Descriptors.threads("stillborn").isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void closesConnections(Kind kind) {
    try (Loops loops = kind.loops(2);
        Server server = kind.echo(Scheme.TCP, "127.0.0.1", loops)) {
      List<Peer> peers = IntStream.range(0, 20).mapToObj(i -> Peer.of(server.endpoint())).toList();
      peers.forEach(peer -> assertThat(peer.ask("in")).isEqualTo("in"));
      server.close();
      assertThat(peers).allMatch(Peer::ended);
      assertThat(server.counters().active()).isZero();
      peers.forEach(Peer::close);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void mayBeAskedForTwice(Kind kind, Scheme scheme) throws InterruptedException {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, "127.0.0.1", loops)) {
      server.close();
      server.close();
      server.awaitClosed();
      assertThat(server.closed()).isTrue();
    }
  }

  /** Closes its server when it is asked to. */
  private static final class Closing extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Server> server;

    Closing(CompletableFuture<Server> server) {
      this.server = server;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      server.join().close();
    }
  }

  @Test
  void doesNotWaitOnALoop() throws Exception {
    CompletableFuture<Server> known = new CompletableFuture<>();
    try (Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .pipeline(p -> p.last("closing", () -> new Closing(known)))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      known.complete(server);
      peer.send(new byte[] {1});
      CompletableFuture.runAsync(() -> await(server)).get(5, TimeUnit.SECONDS);
      assertThat(server.closed()).isTrue();
    }
  }

  private static void await(Server server) {
    try {
      server.awaitClosed();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void survivesLoopsThatWereClosedFirst() {
    Loops loops = Kind.EPOLL.loops(1);
    try (Server server = Kind.EPOLL.echo(Scheme.TCP, "127.0.0.1", loops)) {
      loops.close();
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(server::closed);
    }
  }
}
