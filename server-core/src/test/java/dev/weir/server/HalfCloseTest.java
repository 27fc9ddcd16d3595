package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.CpuTime;
import dev.weir.server.connection.Limits;
import dev.weir.server.endpoint.Scheme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HalfCloseTest {
  /** As {@code socat} and {@code ncat} do with a file: send all, end, then read the rest. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#halfClosing")
  void allRepliesArrive(Kind kind, Scheme scheme) throws IOException {
    byte[] sent = new byte[8 * 1024 * 1024];
    new Random(7).nextBytes(sent);
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, loops);
        Peer peer = Peer.of(server.endpoint())) {
      CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAndEnd(peer, sent));
      byte[] received = peer.stream().getInputStream().readAllBytes();
      sending.join();
      assertThat(received).isEqualTo(sent);
      Awaitility.await().until(() -> server.counters().active() == 0);
      assertThat(server.counters().bytesIn()).isEqualTo(sent.length);
      assertThat(server.counters().bytesOut()).isEqualTo(sent.length);
    }
  }

  private static void sendAndEnd(Peer peer, byte[] bytes) {
    try {
      peer.send(bytes);
      peer.stream().shutdownOutput();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  /** More than the kernel's buffers take, all of it written after the peer has ended its side. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#halfClosing")
  void anAnswerToTheEndLeavesWhole(Kind kind, Scheme scheme) throws IOException {
    byte[] answer = new byte[24 * 1024 * 1024];
    new Random(7).nextBytes(answer);
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .serve(connection -> {
                  connection.readExactly(3);
                  if (connection.read(ByteBuffer.allocate(1)) < 0) {
                    connection.write(answer);
                    connection.endOutput();
                  }
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      sendAndEnd(peer, "all".getBytes(StandardCharsets.UTF_8));
      Awaitility.await().until(() -> server.counters().bytesOut() > 0);
      assertThat(peer.stream().getInputStream().readAllBytes()).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void aResetEndsTheConnection(Kind kind, Scheme scheme) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, loops)) {
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("in")).isEqualTo("in");
        peer.stream().setSoLinger(true, 0);
      }
      Awaitility.await().until(() -> server.counters().active() == 0);
    }
  }

  /**
   * Without the stage, nobody reads or writes any more: the reset is found by the next write, or by
   * the idle time. Until then the loop sleeps.
   */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void aResetAfterTheEndDoesNotSpin(Kind kind, Scheme scheme) throws Exception {
    Duration idle = Duration.ofMillis(500);
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .limits(Limits.defaults().idle(idle))
                .pipeline(p -> p.without("half-close").last("echo", Echo::new))
                .start()) {
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ask("in")).isEqualTo("in");
        peer.stream().shutdownOutput();
        peer.stream().setSoLinger(true, 0);
      }
      long before = processorTime(loops);
      Awaitility.await().until(() -> server.counters().active() == 0);
      assertThat(processorTime(loops) - before).isLessThan(idle.toNanos() / 3);
    }
  }

  private static long processorTime(Loops loops) throws Exception {
    Callable<CpuTime> look = CpuTime::ofThread;
    return loops.group().next().submit(look).get().totalNanos();
  }
}
