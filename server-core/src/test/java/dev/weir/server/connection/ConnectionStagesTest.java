package dev.weir.server.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both styles of connection over real sockets, on each transport. */
class ConnectionStagesTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @ParameterizedTest
  @EnumSource
  void aTaskAnswersLineByLine(Listener.Carrier carrier) throws Exception {
    try (Listener listener = Listener.running(carrier, ConnectionStagesTest::shout);
        Socket peer = listener.connect()) {
      peer.getOutputStream().write("one\ntwo\nthr".getBytes(UTF_8));
      peer.getOutputStream().write("ee".getBytes(UTF_8));
      peer.shutdownOutput();
      assertThat(peer.getInputStream().readAllBytes())
          .asString(UTF_8)
          .isEqualTo("ONE\nTWO\nTHREE\nbye");
      assertThat(listener.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskEchoesMoreThanAnyBufferHolds(Listener.Carrier carrier) throws Exception {
    try (Listener listener = Listener.running(carrier, ConnectionStagesTest::echo)) {
      echoesTenMegabytes(listener);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackEchoesMoreThanAnyBufferHolds(Listener.Carrier carrier) throws Exception {
    try (Listener listener =
        Listener.calling(carrier, (connection, bytes) -> connection.write(bytes))) {
      echoesTenMegabytes(listener);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSlowReaderStopsAWritingTask(Listener.Carrier carrier) throws Exception {
    AtomicLong written = new AtomicLong();
    try (Listener listener = Listener.running(carrier, connection -> flood(connection, written));
        Socket peer = listener.connect()) {
      long stalled = awaitStill(written);
      assertThat(stalled).isPositive().isLessThan(32L << 20);
      peer.getInputStream().readNBytes((int) stalled / 2 + (8 << 20));
      await().atMost(SOON).until(() -> written.get() > stalled);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSlowTaskStopsTheWriter(Listener.Carrier carrier) throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    AtomicLong read = new AtomicLong();
    AtomicLong sent = new AtomicLong();
    try (Listener listener =
            Listener.running(
                carrier,
                connection -> {
                  goOn.join();
                  count(connection, read);
                });
        Socket peer = listener.connect()) {
      Thread writer = Thread.ofVirtual().start(() -> send(peer, 64 << 20, sent));
      assertThat(awaitStill(sent)).isLessThan(64L << 20);
      goOn.complete(null);
      assertThat(writer.join(SOON)).isTrue();
      await().atMost(SOON).until(() -> read.get() == 64L << 20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatThrowsClosesItsOwnConnection(Listener.Carrier carrier) throws Exception {
    try (Listener listener =
            Listener.running(
                carrier,
                connection -> {
                  throw new IllegalStateException("the handler's fault");
                });
        Socket peer = listener.connect()) {
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
      await().atMost(SOON).until(() -> listener.failures().size() == 1);
      assertThat(listener.failures().getFirst()).hasMessage("the handler's fault");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineEndsAWaitingRead(Listener.Carrier carrier) throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (Listener listener =
            Listener.running(
                carrier,
                connection -> {
                  connection.deadline(Duration.ofMillis(50));
                  try {
                    connection.readExactly(1);
                  } catch (IOException e) {
                    thrown.complete(e);
                  }
                });
        Socket peer = listener.connect()) {
      assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(SocketTimeoutException.class);
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void drainingEndsTheLinesOfAnIdleTask(Listener.Carrier carrier) throws Exception {
    try (Listener listener = Listener.running(carrier, ConnectionStagesTest::shout);
        Socket peer = listener.connect()) {
      peer.getOutputStream().write("hello\n".getBytes(UTF_8));
      assertThat(peer.getInputStream().readNBytes(6)).asString(UTF_8).isEqualTo("HELLO\n");
      listener.drain();
      assertThat(peer.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("bye");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackSeesOpenBytesAndClose(Listener.Carrier carrier) throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (Listener listener = Listener.calling(carrier, new Recording(seen))) {
      try (Socket peer = listener.connect()) {
        assertThat(peer.getInputStream().readNBytes(5)).asString(UTF_8).isEqualTo("hello");
        peer.getOutputStream().write("abc".getBytes(UTF_8));
        await().atMost(SOON).until(() -> seen.contains("abc"));
      }
      await().atMost(SOON).until(() -> seen.contains("closed"));
      assertThat(seen).containsExactly("opened", "abc", "closed");
      assertThat(listener.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCallbackMustNotWait(Listener.Carrier carrier) throws Exception {
    try (Listener listener =
            Listener.calling(carrier, (connection, bytes) -> connection.lines(UTF_8, 10));
        Socket peer = listener.connect()) {
      peer.getOutputStream().write(1);
      await().atMost(SOON).until(() -> !listener.failures().isEmpty());
      assertThat(listener.failures().getFirst())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("event loop");
    }
  }

  private record Recording(List<String> seen) implements ConnectionHandler {
    @Override
    public void opened(Connection connection) throws IOException {
      seen.add("opened");
      connection.write("hello");
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
      seen.add(UTF_8.decode(bytes).toString());
    }

    @Override
    public void closed(Connection connection, Optional<Throwable> cause) {
      seen.add("closed");
    }
  }

  private static void shout(Connection connection) throws IOException {
    for (String line : connection.lines(UTF_8, 100)) {
      connection.write(line.toUpperCase(Locale.ROOT) + "\n");
    }
    connection.write("bye");
  }

  private static void echo(Connection connection) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(32 * 1024);
    while (connection.read(buffer.clear()) >= 0) {
      connection.write(buffer.flip());
    }
  }

  private static void count(Connection connection, AtomicLong read) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    for (int n = 0; n >= 0; n = connection.read(buffer.clear())) {
      read.addAndGet(n);
    }
  }

  private static void flood(Connection connection, AtomicLong written) throws IOException {
    byte[] block = new byte[16 * 1024];
    while (!connection.draining()) {
      connection.write(block);
      written.addAndGet(block.length);
    }
  }

  private static void echoesTenMegabytes(Listener listener) throws Exception {
    byte[] bytes = new byte[10 << 20];
    long seed = System.nanoTime();
    new Random(seed).nextBytes(bytes);
    try (Socket peer = listener.connect()) {
      CompletableFuture<byte[]> back =
          CompletableFuture.supplyAsync(() -> read(peer, bytes.length));
      peer.getOutputStream().write(bytes);
      assertThat(Arrays.equals(back.get(20, TimeUnit.SECONDS), bytes)).as("seed %d", seed).isTrue();
    }
    assertThat(listener.failures()).isEmpty();
  }

  private static byte[] read(Socket peer, int length) {
    try {
      return peer.getInputStream().readNBytes(length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Socket peer, int length, AtomicLong sent) {
    try {
      byte[] block = new byte[64 * 1024];
      for (int done = 0; done < length; done += block.length) {
        peer.getOutputStream().write(block);
        sent.addAndGet(block.length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The count at which a flow stands still: the same at two polls in a row. */
  private static long awaitStill(AtomicLong count) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> count.get() > 0 && last.getAndSet(count.get()) == count.get());
    return count.get();
  }
}
