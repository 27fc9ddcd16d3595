package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Gate;
import dev.weir.server.bulk.Payload;
import dev.weir.server.connection.Limits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rates of bytes, measured by the server's counters over seconds. */
final class ShapingTest {
  private static final long RATE = 2_000_000;
  private static final Duration WHILE = Duration.ofMillis(1500);

  /** Whatever the machine does, this is not exceeded. */
  private static final double MORE = 1.1;

  /** A busy machine makes loops late. */
  private static final double LESS = 0.6;

  private static Server server(
      Loops loops, Limits limits, Supplier<? extends ChannelHandler> handler) {
    return TcpServer.on("tcp://127.0.0.1:0")
        .loops(loops)
        .limits(limits)
        .pipeline(p -> p.last("test", handler))
        .start();
  }

  private static final class Drop extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
    }
  }

  /** Sends as long as it may, a megabyte at a time. */
  private static final class Pour extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      pour(ctx);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      pour(ctx);
    }

    private static void pour(ChannelHandlerContext ctx) {
      while (ctx.channel().isWritable()) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[1 << 20]), ctx.voidPromise());
      }
    }
  }

  private static final class Sinking extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      Bulk.sink(ctx.channel());
    }
  }

  private static final class Pouring extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      Bulk.source(ctx.channel(), Payload.of(new byte[64 * 1024]), Gate.OPEN);
    }
  }

  /** Sends or receives without end, on a thread of its own, until it is closed. */
  private static void busy(Peer peer, boolean sends) {
    Thread.ofVirtual()
        .start(() -> {
          byte[] part = new byte[64 * 1024];
          try {
            while (sends || peer.stream().getInputStream().read(part) >= 0) {
              if (sends) {
                peer.send(part);
              }
            }
          } catch (IOException closed) {
            assertThat(peer.stream().isClosed()).isTrue();
          }
        });
  }

  /** Bytes a second, from when the first have moved. */
  private static double rate(LongSupplier bytes) {
    await().until(() -> bytes.getAsLong() > 0);
    long before = bytes.getAsLong();
    long begin = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> System.nanoTime() - begin >= WHILE.toNanos());
    return (bytes.getAsLong() - before) * 1e9 / (System.nanoTime() - begin);
  }

  private static void kept(double rate, double meant) {
    assertThat(rate).isBetween(meant * LESS, meant * MORE);
  }

  private static void receives(Kind kind, Supplier<? extends ChannelHandler> handler, int peers) {
    Limits limits =
        peers == 1 ? Limits.defaults().rates(RATE, 0) : Limits.defaults().serverRates(RATE, 0);
    try (Loops loops = kind.loops(2);
        Server server = server(loops, limits, handler);
        Crowd crowd = Crowd.of(server, peers, true)) {
      kept(rate(() -> server.counters().bytesIn()), RATE);
      assertThat(crowd.peers()).hasSize(peers);
    }
  }

  private static void sends(Kind kind, Supplier<? extends ChannelHandler> handler, int peers) {
    Limits limits =
        peers == 1 ? Limits.defaults().rates(0, RATE) : Limits.defaults().serverRates(0, RATE);
    try (Loops loops = kind.loops(2);
        Server server = server(loops, limits, handler);
        Crowd crowd = Crowd.of(server, peers, false)) {
      kept(rate(() -> server.counters().bytesOut()), RATE);
      assertThat(crowd.peers()).hasSize(peers);
    }
  }

  /** Several busy peers. */
  private record Crowd(List<Peer> peers) implements AutoCloseable {
    static Crowd of(Server server, int number, boolean sending) {
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        Peer peer = Peer.of(server.endpoint());
        busy(peer, sending);
        peers.add(peer);
      }
      return new Crowd(peers);
    }

    @Override
    public void close() {
      peers.forEach(Peer::close);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void readingKeepsToItsRate(Kind kind) {
    receives(kind, Drop::new, 1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void writingKeepsToItsRate(Kind kind) {
    sends(kind, Pour::new, 1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sinksKeepToTheRate(Kind kind) {
    receives(kind, Sinking::new, 1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sourcesKeepToTheRate(Kind kind) {
    sends(kind, Pouring::new, 1);
  }

  @Test
  void connectionsShareWhatTheServerReads() {
    receives(Kind.EPOLL, Drop::new, 5);
  }

  @Test
  void connectionsShareWhatTheServerSends() {
    sends(Kind.EPOLL, Pour::new, 5);
  }

  /** A read of Netty's would be three seconds of it. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLowRateIsReadInSmallParts(Kind kind) {
    int low = 20_000;
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().rates(low, 0), Drop::new);
        Crowd _ = Crowd.of(server, 1, true)) {
      kept(rate(() -> server.counters().bytesIn()), low);
    }
  }

  /** None is left behind. */
  @Test
  void theyShareByTurns() {
    Limits limits = Limits.defaults().serverRates(0, RATE);
    try (Loops loops = Kind.EPOLL.loops(2);
        Server server = server(loops, limits, Pour::new);
        Crowd crowd = Crowd.of(server, 4, false)) {
      kept(rate(() -> server.counters().bytesOut()), RATE);
      double share = server.counters().bytesOut() / (double) crowd.peers().size();
      assertThat(server.openConnections())
          .hasSize(4)
          .allSatisfy(view ->
              assertThat((double) view.bytesOut()).isCloseTo(share, Percentage.withPercentage(25)));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ratesChangeWhileBytesMove(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().rates(0, 2048), Pour::new);
        Crowd _ = Crowd.of(server, 1, false)) {
      LongSupplier out = () -> server.counters().bytesOut();
      await().until(() -> out.getAsLong() > 0);
      server.limits(server.limits().rates(0, RATE));
      await().until(() -> out.getAsLong() > 100_000);
      kept(rate(out), RATE);
      server.limits(server.limits().rates(0, 0));
      long before = out.getAsLong();
      await().atMost(Duration.ofSeconds(20)).until(() -> out.getAsLong() - before > 40 * RATE);
    }
  }

  /** Echo in both directions at once, whole and in order, and closed in order at the end. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingIsLostOrReordered(Kind kind) throws Exception {
    byte[] sent = new byte[3_000_000];
    new java.util.Random(5).nextBytes(sent);
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().rates(RATE, RATE), Echo::new);
        Peer peer = Peer.of(server.endpoint())) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  peer.send(sent);
                  peer.stream().shutdownOutput();
                } catch (IOException failed) {
                  throw new java.io.UncheckedIOException(failed);
                }
              });
      long begin = System.nanoTime();
      assertThat(peer.stream().getInputStream().readAllBytes()).isEqualTo(sent);
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThan(Duration.ofMillis(1300));
      sender.join();
      await().until(() -> server.counters().active() == 0);
    }
  }

  /** A task writes no faster than its connection may send, and finds out by waiting. */
  @Test
  void straightLineCodeFeelsIt() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .limits(Limits.defaults().rates(0, RATE))
                .serve(connection -> connection.write(new byte[(int) (2 * RATE)]))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      long begin = System.nanoTime();
      assertThat(peer.stream().getInputStream().readAllBytes()).hasSize((int) (2 * RATE));
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThan(Duration.ofMillis(1800));
    }
  }

  /** What is held back leaves with a close, as it would have without a rate. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCloseDoesNotDropWhatIsHeld(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().rates(0, 10_000), ByeAndClose::new);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().getInputStream().readAllBytes()).hasSize(50_000);
    }
  }

  private static final class ByeAndClose extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[50_000]));
      ctx.close();
    }
  }

  /** A drain's deadline does not wait for a rate. */
  @Test
  void aDrainSendsWhatIsHeld() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = server(loops, Limits.defaults().rates(0, 10_000), BigAnswer::new);
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[1]);
      await().until(() -> server.counters().bytesOut() > 0);
      var report = server.drain(Duration.ofMillis(100)).toCompletableFuture();
      assertThat(peer.stream().getInputStream().readAllBytes()).hasSize(50_000);
      assertThat(report.join().bytesPending()).isZero();
    }
  }

  private static final class BigAnswer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[50_000]));
    }
  }
}
