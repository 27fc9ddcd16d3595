package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.connection.DrainEvent;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

// To close early, and twice, is what is tested.
@SuppressWarnings("try")
final class DrainTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Says goodbye when it is told to finish. */
  private static final class Polite extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == DrainEvent.INSTANCE) {
        ctx.writeAndFlush(Unpooled.copiedBuffer("bye", StandardCharsets.UTF_8))
            .addListener(ChannelFutureListener.CLOSE);
      }
    }
  }

  /** Answers each read with more than the peer's and the server's buffers take. */
  private static final class Generous extends ChannelInboundHandlerAdapter {
    static final int REPLY = 16 * 1024 * 1024;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ((ByteBuf) message).release();
      ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[REPLY]));
    }
  }

  private static DrainReport get(CompletionStage<DrainReport> drained) {
    return drained.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void endsAServerThatNobodyUses(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, "127.0.0.1", loops)) {
      assertThat(get(server.drain(LONG))).isEqualTo(new DrainReport(0, 0, 0));
      assertThat(server.closed()).isTrue();
      kind.echo(scheme, "127.0.0.1", loops).close();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void letsConnectionsFinish(Kind kind, Scheme scheme) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .pipeline(p -> p.last("polite", Polite::new))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      Awaitility.await().until(() -> server.counters().active() == 1);
      CompletionStage<DrainReport> drained = server.drain(LONG);
      assertThat(peer.receive(3)).asString(StandardCharsets.UTF_8).isEqualTo("bye");
      assertThat(peer.ended()).isTrue();
      assertThat(get(drained)).isEqualTo(new DrainReport(1, 0, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void forcesAtTheDeadline(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(2);
        Server server = kind.echo(scheme, loops);
        Peer one = Peer.of(server.endpoint());
        Peer two = Peer.of(server.endpoint())) {
      assertThat(one.ask("one")).isEqualTo("one");
      assertThat(two.ask("two")).isEqualTo("two");
      long begin = System.nanoTime();
      CompletionStage<DrainReport> drained = server.drain(SHORT);
      assertThat(one.ask("still served")).isEqualTo("still served");
      assertThat(get(drained)).isEqualTo(new DrainReport(0, 2, 0));
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(SHORT, SHORT.plusSeconds(10));
      assertThat(one.ended()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void refusesNewConnectionsAtOnce(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(scheme, loops);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("in")).isEqualTo("in");
      CompletionStage<DrainReport> drained = server.drain(LONG);
      Awaitility.await().until(() -> refused(server.endpoint()));
      assertThat(peer.ask("still in")).isEqualTo("still in");
      peer.close();
      assertThat(get(drained)).isEqualTo(new DrainReport(1, 0, 0));
    }
  }

  private static boolean refused(Endpoint endpoint) {
    try {
      Peer.of(endpoint).close();
      return false;
    } catch (UncheckedIOException refused) {
      return true;
    }
  }

  /** The reply was written before the deadline: it arrives, though the peer goes on sending. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void whatIsAcknowledgedArrives(Kind kind, Scheme scheme) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .pipeline(p -> p.last("generous", Generous::new))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[] {1});
      byte[] first = peer.receive(1024);
      assertThat(first).hasSize(1024);
      peer.send(new byte[100_000]);
      CompletionStage<DrainReport> drained = server.drain(Duration.ZERO);
      assertThat(peer.receive(Generous.REPLY - 1024)).hasSize(Generous.REPLY - 1024);
      DrainReport report = get(drained);
      assertThat(report.forced()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void tellsWhatDidNotArrive(Kind kind, Scheme scheme) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .options("SO_SNDBUF=64k")
                .pipeline(p -> p.last("generous", Generous::new))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[] {1});
      assertThat(peer.receive(1)).hasSize(1);
      DrainReport report = get(server.drain(Duration.ZERO));
      assertThat(report.forced()).isEqualTo(1);
      assertThat(report.bytesPending()).isBetween(1L, (long) Generous.REPLY);
      assertThat(report.bytesPending() + server.counters().bytesOut()).isEqualTo(Generous.REPLY);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void countsWhatNoHandlerRead(Kind kind, Scheme scheme) throws IOException {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .pipeline(p -> p.last("stop", () -> new StopReading(taken)))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      taken.orTimeout(10, TimeUnit.SECONDS).join();
      peer.send(new byte[5000]);
      assertThat(get(server.drain(SHORT))).isEqualTo(new DrainReport(0, 1, 5000));
    }
  }

  private static final class StopReading extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Void> done;

    StopReading(CompletableFuture<Void> done) {
      this.done = done;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      ctx.channel().config().setAutoRead(false);
      done.complete(null);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void mayBeAskedForByAnyThreadAnyNumberOfTimes(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(2);
        Server server = kind.echo(scheme, "127.0.0.1", loops)) {
      CompletionStage<DrainReport> first = server.drain(SHORT);
      assertThat((Object) server.drain(LONG)).isSameAs(first);
      loops.group().next().submit(() -> server.drain(LONG)).awaitUninterruptibly();
      assertThat(get(first)).isEqualTo(new DrainReport(0, 0, 0));
      assertThat(get(server.drain(LONG))).isEqualTo(new DrainReport(0, 0, 0));
    }
  }

  @Test
  void isCutShortByClose() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = Kind.EPOLL.echo(Scheme.TCP, "127.0.0.1", loops);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("in")).isEqualTo("in");
      CompletionStage<DrainReport> drained = server.drain(LONG);
      server.close();
      assertThat(get(drained)).isEqualTo(new DrainReport(0, 1, 0));
    }
  }

  @Test
  void refusesANegativeDeadline() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = Kind.EPOLL.echo(Scheme.TCP, "127.0.0.1", loops)) {
      assertThatThrownBy(() -> server.drain(Duration.ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("deadline: PT-1S (expected: from PT0S)");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void endsOneOfSeveralServersOnSharedLoops(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(1);
        Server one = kind.echo(scheme, loops);
        Server other = kind.echo(scheme, loops);
        Peer peer = Peer.of(other.endpoint())) {
      get(one.drain(Duration.ZERO));
      assertThat(Arrays.asList(one.closed(), other.closed())).containsExactly(true, false);
      assertThat(peer.ask("other")).isEqualTo("other");
    }
  }
}
