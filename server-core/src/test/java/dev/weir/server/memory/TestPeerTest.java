package dev.weir.server.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.TcpServer;
import dev.weir.server.connection.Connection;
import dev.weir.server.connection.ConnectionHandler;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Count;
import dev.weir.server.testing.TestPeer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The in-memory peer shows what a socket would show, for each way to write a handler. */
final class TestPeerTest {
  private static final TcpServer RECIPE = TcpServer.on("tcp://127.0.0.1:0");

  /** The same echo in three ways, each with the peer that suits it. */
  enum Style {
    CHANNEL_HANDLER {
      @Override
      TestPeer peer() {
        return TestPeer.inStep(RECIPE.pipeline(p -> p.last("echo", NettyEcho::new)));
      }
    },
    CALLBACK {
      @Override
      TestPeer peer() {
        return TestPeer.inStep(RECIPE.handle(() -> (connection, bytes) -> connection.write(bytes)));
      }
    },
    CALLBACK_RUNNING {
      @Override
      TestPeer peer() {
        return TestPeer.of(RECIPE.handle(() -> (connection, bytes) -> connection.write(bytes)));
      }
    },
    TASK {
      @Override
      TestPeer peer() {
        return TestPeer.of(RECIPE.serve(TestPeerTest::echo));
      }
    };

    abstract TestPeer peer();
  }

  private static final class NettyEcho extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(message);
    }
  }

  private static void echo(Connection connection) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    while (connection.read(buffer.clear()) >= 0) {
      connection.write(buffer.flip());
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersCountsAndEnds(Style style) {
    try (TestPeer peer = style.peer()) {
      peer.send("hello");
      assertThat(peer.receiveText(5)).isEqualTo("hello");
      peer.send("line\r\nrest");
      assertThat(peer.receiveLine()).isEqualTo("line");
      peer.endOutput();
      assertThat(peer.receiveToEnd()).asString(UTF_8).isEqualTo("rest");
      assertThat(peer.counters().bytesIn()).isEqualTo(15);
      assertThat(peer.counters().bytesOut()).isEqualTo(15);
      assertThat(peer.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatDoesNotReceiveIsNotReadFrom(Style style) {
    int sent = 0;
    try (TestPeer peer = style.peer().window(100).patience(Duration.ofMillis(300))) {
      byte[] block = new byte[16 * 1024];
      while (peer.unread() == 0 && sent < 4 << 20) {
        peer.send(block);
        sent += block.length;
        peer.messages();
      }
      assertThat(sent).isLessThan(1 << 20);
      peer.window(TestPeer.WINDOW).patience(Duration.ofSeconds(10));
      assertThat(peer.receive(sent)).hasSize(sent);
      assertThat(peer.unread()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatIsGoneIsNoFailure(Style style) {
    try (TestPeer peer = style.peer()) {
      peer.send("hello");
      assertThat(peer.receiveText(5)).isEqualTo("hello");
      peer.reset();
      peer.awaitClosed();
    }
  }

  @Test
  void whatHandlersThrowFailsTheTestThatDoesNotAsk() {
    TcpServer throwing =
        RECIPE.handle(() ->
            (connection, bytes) -> {
              throw new IllegalStateException("on purpose");
            });
    TestPeer unasked = TestPeer.inStep(throwing);
    unasked.send("x");
    assertThat(unasked.closed()).isTrue();
    assertThatThrownBy(unasked::close)
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("on purpose");
    try (TestPeer asked = TestPeer.inStep(throwing)) {
      asked.send("x");
      assertThat(asked.failures())
          .singleElement()
          .hasFieldOrPropertyWithValue("message", "on purpose");
      assertThat(asked.counters().get(Count.ERRORS_HANDLER)).isEqualTo(1);
    }
  }

  /** Forgets to release what it is given. */
  private static final class Leaking extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(ctx.alloc().buffer(1).writeByte(((ByteBuf) message).readByte()));
    }
  }

  @Test
  void aLeakFailsTheTest() {
    TestPeer peer = TestPeer.inStep(RECIPE.pipeline(p -> p.last("leaking", Leaking::new)));
    peer.send("x");
    assertThat(peer.receiveText(1)).isEqualTo("x");
    assertThatThrownBy(peer::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 not released");
  }

  @Test
  void aDecoderAloneShowsItsMessages() {
    TcpServer lines = RECIPE.pipeline(p -> p.last("lines", () -> new LineBasedFrameDecoder(80)));
    try (TestPeer peer = TestPeer.inStep(lines)) {
      peer.send("one\ntw");
      peer.send("o\nthree");
      assertThat(peer.messages().stream().map(message -> ((ByteBuf) message).toString(UTF_8)))
          .containsExactly("one", "two");
    }
  }

  @Test
  void timePassesWhenTheTestSaysSo() {
    TcpServer idle = RECIPE.limits(Limits.defaults().idle(Duration.ofMinutes(1)));
    try (TestPeer peer = TestPeer.inStep(idle.pipeline(p -> p.last("echo", NettyEcho::new)))) {
      peer.advance(Duration.ofSeconds(59));
      assertThat(peer.closed()).isFalse();
      peer.advance(Duration.ofSeconds(20));
      assertThat(peer.closed()).isTrue();
      assertThat(peer.counters().get(Count.CLOSED_IDLE)).isEqualTo(1);
    }
  }

  /** Writes down what it is told. */
  private record Recording(List<String> heard) implements ConnectionHandler {
    @Override
    public void opened(Connection connection) throws IOException {
      heard.add("opened");
      connection.write("hi");
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
      heard.add(UTF_8.decode(bytes).toString());
    }

    @Override
    public void inputEnded(Connection connection) throws IOException {
      heard.add("input ended");
      connection.write("bye");
    }

    @Override
    public void draining(Connection connection) {
      heard.add("draining");
      connection.close();
    }

    @Override
    public void closed(Connection connection, Optional<Throwable> cause) {
      heard.add("closed");
    }
  }

  @Test
  void aCallbackHearsWhatHappensInOrder() {
    List<String> heard = new ArrayList<>();
    try (TestPeer peer = TestPeer.inStep(RECIPE.handle(() -> new Recording(heard)))) {
      assertThat(peer.receiveText(2)).isEqualTo("hi");
      peer.send("abc");
      peer.endOutput();
      assertThat(peer.receiveText(3)).isEqualTo("bye");
      assertThat(peer.closed()).isFalse();
      peer.drain();
      assertThat(peer.closed()).isTrue();
    }
    assertThat(heard).containsExactly("opened", "abc", "input ended", "draining", "closed");
  }

  @Test
  void aTaskHearsOfDrainAndIsInterruptedAtItsEnd() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    TcpServer recipe =
        RECIPE.serve(connection -> {
          try {
            waiting.countDown();
            new CountDownLatch(1).await();
          } catch (InterruptedException interrupted) {
            thrown.complete(interrupted);
          }
        });
    try (TestPeer peer = TestPeer.of(recipe)) {
      assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
      peer.force();
      assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aTasksHalfCloseAndDeadlineAreReal() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    TcpServer recipe =
        RECIPE.serve(connection -> {
          for (String line : connection.lines(UTF_8, 80)) {
            connection.write(line.toUpperCase(Locale.ROOT));
          }
          connection.deadline(Duration.ofMillis(20));
          writeUntilItThrows(connection, thrown);
        });
    try (TestPeer peer = TestPeer.of(recipe)) {
      peer.send("one\ntw");
      peer.send("o");
      peer.endOutput();
      assertThat(peer.receiveText(6)).isEqualTo("ONETWO");
      assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static void writeUntilItThrows(
      Connection connection, CompletableFuture<Throwable> thrown) {
    try {
      while (true) {
        connection.write(new byte[4096]);
      }
    } catch (IOException stopped) {
      thrown.complete(stopped);
    }
  }

  @Test
  void aTaskThatWaitsForThePeerIsInterrupted() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    TcpServer recipe =
        RECIPE.serve(connection -> {
          Thread.currentThread().interrupt();
          try {
            connection.readExactly(1);
          } catch (InterruptedIOException interrupted) {
            thrown.complete(interrupted);
          }
        });
    try (TestPeer peer = TestPeer.of(recipe)) {
      assertThat(thrown.get(10, TimeUnit.SECONDS)).hasMessageContaining("read: interrupted");
      peer.awaitClosed();
    }
  }

  @Test
  void whatDoesNotComeIsSaid() {
    try (TestPeer peer = Style.CALLBACK.peer()) {
      peer.send("abc");
      assertThatThrownBy(() -> peer.receive(5))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("receive: abc (expected: 5 bytes, 2 more)");
    }
  }
}
