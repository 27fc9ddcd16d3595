package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.Connection;
import dev.weir.server.connection.ConnectionHandler;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Count;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the Javadoc promises to tasks and callbacks, at the edges. */
final class HandlerPromisesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static TcpServer on(Loops loops) {
    return TcpServer.on("tcp://127.0.0.1:0").loops(loops);
  }

  private static <T> T soon(CompletableFuture<T> future) throws Exception {
    return future.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDeadlineEndsAReaderThatNeverHasToWait(Kind kind) throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server = on(loops).serve(connection -> readFor100ms(connection, thrown)).start();
        Peer peer = Peer.of(server.endpoint())) {
      Thread flood = Thread.ofVirtual().start(() -> sendUntilRefused(peer));
      assertThat(soon(thrown)).isInstanceOf(SocketTimeoutException.class);
      assertThat(flood.join(SOON)).isTrue();
    }
  }

  private static void readFor100ms(Connection connection, CompletableFuture<Throwable> thrown)
      throws IOException {
    connection.deadline(Duration.ofMillis(100));
    try {
      while (connection.read(ByteBuffer.allocate(16)) >= 0) {
        // As long as there is more, which is for ever.
      }
    } catch (IOException late) {
      thrown.complete(late);
      throw late;
    }
  }

  private static void sendUntilRefused(Peer peer) {
    try {
      while (true) {
        peer.send(new byte[1024]);
      }
    } catch (IOException refused) {
      assertThat(refused).isNotNull();
    }
  }

  /** Gives each connection a deadline, which every byte moves away. */
  private record Punctual(CompletableFuture<Optional<Throwable>> closed)
      implements ConnectionHandler {
    @Override
    public void opened(Connection connection) {
      connection.deadline(Duration.ofMillis(300));
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) throws IOException {
      connection.deadline(Duration.ofMillis(300));
      connection.write(bytes);
    }

    @Override
    public void closed(Connection connection, Optional<Throwable> cause) {
      closed.complete(cause);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDeadlineClosesACallbacksConnection(Kind kind) throws Exception {
    CompletableFuture<Optional<Throwable>> closed = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server = on(loops).handle(() -> new Punctual(closed)).start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("in time")).isEqualTo("in time");
      assertThat(peer.ended()).isTrue();
      assertThat(soon(closed)).containsInstanceOf(SocketTimeoutException.class);
      assertThat(server.counters().get(Count.ERRORS_SOCKET)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void severalThreadsMayWaitToWrite(Kind kind) throws Exception {
    int threads = 4;
    int each = 4 << 20;
    try (Loops loops = kind.loops(1);
        Server server =
            on(loops).serve(connection -> writeTogether(connection, threads, each)).start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.receive(threads * each)).hasSize(threads * each);
      assertThat(peer.ended()).isTrue();
    }
  }

  private static void writeTogether(Connection connection, int threads, int each)
      throws InterruptedException {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      writers.add(Thread.ofVirtual().start(() -> write(connection, new byte[each])));
    }
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private static void write(Connection connection, byte[] bytes) {
    try {
      connection.write(bytes);
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noLoopWaitsForAnothersConnection(Kind kind) throws Exception {
    CompletableFuture<Connection> task = new CompletableFuture<>();
    CountDownLatch done = new CountDownLatch(1);
    try (Loops loops = kind.loops(2);
        Server tasks =
            on(loops)
                .serve(connection -> {
                  task.complete(connection);
                  done.await();
                })
                .start();
        Server callbacks =
            on(loops).handle(() -> (_, bytes) -> task.getNow(null).write(bytes)).start();
        Peer first = Peer.of(tasks.endpoint())) {
      assertThat(soon(task).remoteAddress()).isEqualTo(first.stream().getLocalSocketAddress());
      for (int i = 1; i <= 2; i++) {
        try (Peer other = Peer.of(callbacks.endpoint())) {
          other.send("x".getBytes(UTF_8));
          assertThat(other.ended()).isTrue();
        }
      }
      assertThat(callbacks.counters().get(Count.ERRORS_HANDLER)).isEqualTo(2);
      done.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void closingTheServerInterruptsTasks(Kind kind) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (Loops loops = kind.loops(1)) {
      Server server =
          on(loops)
              .serve(connection -> {
                begun.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException interrupted) {
                  thrown.complete(interrupted);
                }
              })
              .start();
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        server.close();
        assertThat(soon(thrown)).isInstanceOf(InterruptedException.class);
        assertThat(peer.ended()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aConnectionThatTheServerClosesHasNotEndedInOrder(Kind kind) throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server =
            on(loops)
                .limits(Limits.defaults().idle(Duration.ofMillis(100)))
                .serve(connection -> {
                  try {
                    thrown.complete(
                        new AssertionError("read " + connection.read(ByteBuffer.allocate(1))));
                  } catch (IOException gone) {
                    thrown.complete(gone);
                  }
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(soon(thrown)).hasCauseInstanceOf(ClosedChannelException.class);
      assertThat(peer.ended()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatATaskThrowsTooLateIsCounted(Kind kind) throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (Loops loops = kind.loops(1);
        Server server =
            on(loops)
                .serve(connection -> {
                  connection.close();
                  gone.await();
                  throw new IllegalStateException("on purpose");
                })
                .start()) {
      try (Peer peer = Peer.of(server.endpoint())) {
        assertThat(peer.ended()).isTrue();
      }
      await().atMost(SOON).until(() -> server.counters().active() == 0);
      gone.countDown();
      await().atMost(SOON).until(() -> server.counters().get(Count.ERRORS_HANDLER) == 1);
    }
  }
}
