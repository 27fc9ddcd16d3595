package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.Connection;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The three ways to write a handler behave as one: answer, count, close, drain. */
final class HandlerStylesTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** A way to write the same echo, which fails on request. */
  enum Style {
    CHANNEL_HANDLER {
      @Override
      TcpServer on(TcpServer server) {
        return server.pipeline(p -> p.last("echo", Echo::new));
      }
    },
    CALLBACK {
      @Override
      TcpServer on(TcpServer server) {
        return server.handle(() -> (connection, bytes) -> connection.write(bytes));
      }
    },
    TASK {
      @Override
      TcpServer on(TcpServer server) {
        return server.serve(HandlerStylesTest::echo);
      }
    };

    abstract TcpServer on(TcpServer server);
  }

  private static void echo(Connection connection) throws IOException {
    var buffer = java.nio.ByteBuffer.allocate(4096);
    while (connection.read(buffer.clear()) >= 0) {
      connection.write(buffer.flip());
    }
  }

  static Stream<Arguments> all() {
    return inAllStyles(Permutations.streams());
  }

  static Stream<Arguments> halfClosing() {
    return inAllStyles(Permutations.halfClosing());
  }

  private static Stream<Arguments> inAllStyles(Stream<Arguments> ways) {
    return ways.flatMap(way ->
        Stream.of(Style.values()).map(style -> Arguments.of(way.get()[0], way.get()[1], style)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void answersAndCounts(Kind kind, Scheme scheme, Style style) {
    try (Loops loops = kind.loops(2);
        Server server =
            style.on(TcpServer.on(Permutations.endpoint(scheme)).loops(loops)).start()) {
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("hello")).isEqualTo("hello");
        assertThat(server.counters().active()).isEqualTo(1);
      }
      await().atMost(SOON).until(() -> server.counters().active() == 0);
      assertThat(server.counters().bytesIn()).isEqualTo(5);
      assertThat(server.counters().bytesOut()).isEqualTo(5);
      assertThat(server.counters().errors()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("halfClosing")
  void answersWhatCameBeforeTheEndOfInput(Kind kind, Scheme scheme, Style style) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = style.on(TcpServer.on(Permutations.endpoint(scheme)).loops(loops)).start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send("all of it".getBytes(UTF_8));
      peer.stream().shutdownOutput();
      assertThat(peer.stream().getInputStream().readAllBytes())
          .asString(UTF_8)
          .isEqualTo("all of it");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void aTaskThatThrowsIsCountedAndCostsOnlyItself(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .serve(HandlerStylesTest::failOnX)
                .start();
        Peer good = Peer.of(server.endpoint());
        Peer bad = Peer.of(server.endpoint())) {
      assertThat(good.ask("a")).isEqualTo("a");
      bad.ask("x");
      assertThat(bad.ended()).isTrue();
      assertThat(good.ask("b")).isEqualTo("b");
      await().atMost(SOON).until(() -> server.counters().get(Count.ERRORS_HANDLER) == 1);
    }
  }

  private static void failOnX(Connection connection) throws IOException {
    for (; ; ) {
      byte[] letter = connection.readExactly(1);
      connection.write(letter);
      if (letter[0] == 'x') {
        throw new IllegalStateException("x is more than this handler can bear");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void aReplyReachesAPeerWhoseInputNobodyReads(Kind kind, Scheme scheme) throws Exception {
    byte[] unread = new byte[1 << 20];
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .serve(connection -> {
                  connection.readExactly(1);
                  connection.write("that is enough");
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      Thread writer = Thread.ofVirtual().start(() -> sendIgnoringReset(peer, unread));
      assertThat(peer.receive(14)).asString(UTF_8).isEqualTo("that is enough");
      assertThat(writer.join(SOON)).isTrue();
      assertThat(peer.stream().getInputStream().read()).isEqualTo(-1);
    }
  }

  private static void sendIgnoringReset(Peer peer, byte[] bytes) {
    try {
      peer.send(bytes);
    } catch (IOException reset) {
      assertThat(reset).hasMessageNotContaining("refused");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void drainLetsATaskFinishAndForcesTheRest(Kind kind, Scheme scheme) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .serve(connection -> replyLate(connection, begun, goOn))
                .start();
        Peer working = Peer.of(server.endpoint());
        Peer silent = Peer.of(server.endpoint())) {
      working.send("a".getBytes(UTF_8));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      await().atMost(SOON).until(() -> server.counters().active() == 2);
      var drained = server.drain(Duration.ofSeconds(1)).toCompletableFuture();
      goOn.countDown();
      assertThat(working.receive(5)).asString(UTF_8).isEqualTo("reply");
      DrainReport report = drained.get(10, TimeUnit.SECONDS);
      assertThat(report.finished()).isEqualTo(1);
      assertThat(report.forced()).isEqualTo(1);
      assertThat(silent.ended()).isTrue();
    }
  }

  private static void replyLate(Connection connection, CountDownLatch begun, CountDownLatch goOn)
      throws Exception {
    connection.readExactly(1);
    begun.countDown();
    goOn.await();
    connection.write("reply");
  }
}
