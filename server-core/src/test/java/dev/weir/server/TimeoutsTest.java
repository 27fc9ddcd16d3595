package dev.weir.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Gate;
import dev.weir.server.bulk.Payload;
import dev.weir.server.connection.Connection;
import dev.weir.server.connection.ConnectionHandler;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Count;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers that cost a server time: the silent, the slow, and those that never leave. */
final class TimeoutsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LATE = Duration.ofSeconds(20);

  private static Server server(
      Loops loops, Limits limits, Supplier<? extends ChannelHandler> handler) {
    return TcpServer.on("tcp://127.0.0.1:0")
        .loops(loops)
        .options("SO_SNDBUF=64k")
        .limits(limits)
        .pipeline(p -> p.last("test", handler))
        .start();
  }

  private static void closes(Server server, Count cause) {
    await().atMost(LATE).until(() -> server.counters().get(cause) == 1);
    await().atMost(LATE).until(() -> server.counters().active() == 0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whoeverSaysNothingAtAllIsClosed(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().firstBytes(SHORT), Echo::new);
        Peer talks = Peer.of(server.endpoint());
        Peer silent = Peer.of(server.endpoint())) {
      assertThat(talks.ask("first")).isEqualTo("first");
      assertThat(silent.ended()).isTrue();
      await().atMost(LATE).until(() -> server.counters().active() == 1);
      assertThat(server.counters().get(Count.CLOSED_FIRST_BYTES)).isEqualTo(1);
      assertThat(talks.ask("still")).isEqualTo("still");
    }
  }

  /** Sends without end, one write after the other has left. */
  private static final class Talker extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      talk(ctx);
    }

    private void talk(ChannelHandlerContext ctx) {
      ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[64 * 1024]))
          .addListener(sent -> {
            if (sent.isSuccess()) {
              talk(ctx);
            }
          });
    }
  }

  /** Sends a little now and then. */
  private static final class Clock extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ctx.executor()
          .scheduleAtFixedRate(
              () -> ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[10])), 10, 10, MILLISECONDS);
    }
  }

  /** It reads all it is sent and says nothing: busy for the idle time, silent for the read time. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whoeverOnlyListensIsClosedByTheReadTime(Kind kind) throws IOException {
    Limits limits = Limits.defaults().idle(SHORT.multipliedBy(4)).read(SHORT);
    try (Loops loops = kind.loops(1);
        Server server = server(loops, limits, Clock::new);
        Peer peer = Peer.of(server.endpoint())) {
      readAll(peer);
      closes(server, Count.CLOSED_READ);
      assertThat(server.counters().get(Count.CLOSED_IDLE)).isZero();
    }
  }

  /** Until the end or a reset: the server closes over what it had still to send. */
  private static void readAll(Peer peer) throws IOException {
    byte[] part = new byte[64 * 1024];
    try {
      int length = 0;
      while (length >= 0) {
        length = peer.stream().getInputStream().read(part);
      }
    } catch (java.net.SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  /** A handler that is slow is no reason to close its peer. */
  @Test
  void aServerThatDoesNotReadBlamesNobody() throws IOException {
    Limits limits = Limits.defaults().read(SHORT);
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = server(loops, limits, PausingEcho::new);
        Peer peer = Peer.of(server.endpoint())) {
      peer.send("late".getBytes(StandardCharsets.UTF_8));
      assertThat(peer.receive(4)).isEqualTo("late".getBytes(StandardCharsets.UTF_8));
      assertThat(server.counters().get(Count.CLOSED_READ)).isZero();
      closes(server, Count.CLOSED_READ);
    }
  }

  /** Answers after three times the read time, and reads nothing until then. */
  private static final class PausingEcho extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.channel().config().setAutoRead(false);
      ctx.executor()
          .schedule(
              () -> {
                ctx.writeAndFlush(message);
                ctx.channel().config().setAutoRead(true);
              },
              SHORT.multipliedBy(3).toMillis(),
              MILLISECONDS);
    }
  }

  /** Takes nothing of what is sent, though it goes on sending itself. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whoeverNeverReadsIsReset(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().stall(SHORT), Talker::new);
        Peer peer = Peer.of(server.endpoint())) {
      closes(server, Count.CLOSED_STALL);
      assertThatThrownBy(() -> peer.stream().getInputStream().readAllBytes())
          .hasMessageContaining("reset");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whoeverReadsSlowlyIsNotReset(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().stall(SHORT.multipliedBy(4)), Talker::new);
        Peer peer = Peer.of(server.endpoint())) {
      long end = System.nanoTime() + SHORT.multipliedBy(12).toNanos();
      // The kernel opens the window again once much of it is free: a step frees that much.
      await()
          .atMost(LATE)
          .pollInterval(SHORT.dividedBy(4))
          .until(() -> peer.receive(2 << 20).length == 2 << 20 && System.nanoTime() > end);
      assertThat(server.counters().get(Count.CLOSED_STALL)).isZero();
      assertThat(server.counters().active()).isEqualTo(1);
    }
  }

  /** Tells on being drained, and stays. */
  private static final class Stubborn implements ConnectionHandler {
    @Override
    public void draining(Connection connection) throws IOException {
      connection.write(ByteBuffer.wrap("bye".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) throws IOException {
      connection.write(bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theOldAreToldAndThenEnded(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .limits(Limits.defaults().age(SHORT, 50))
                .handle(Stubborn::new)
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(new String(peer.receive(3), StandardCharsets.UTF_8)).isEqualTo("bye");
      assertThat(server.counters().get(Count.CLOSED_AGE)).isEqualTo(1);
      assertThat(peer.ask("heard")).isEqualTo("heard");
      assertThat(peer.ended()).isTrue();
    }
  }

  @Test
  void straightLineCodeIsToldOfItsAge() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .limits(Limits.defaults().age(SHORT, 0))
                .serve(connection -> {
                  for (String line : connection.lines(StandardCharsets.UTF_8, 100)) {
                    connection.write(line.getBytes(StandardCharsets.UTF_8));
                  }
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      long begin = System.nanoTime();
      assertThat(peer.ended()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(server.counters().get(Count.CLOSED_AGE)).isEqualTo(1);
    }
  }

  /** Those that came together do not go together. */
  @Test
  void agesAreSpread() {
    Duration age = Duration.ofSeconds(1);
    List<Peer> peers = new ArrayList<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = server(loops, Limits.defaults().age(age, 100), Leaving::new)) {
      for (int i = 0; i < 40; i++) {
        peers.add(Peer.of(server.endpoint()));
      }
      await().atMost(LATE).until(() -> server.counters().get(Count.CLOSED_AGE) > 0);
      assertThat(server.counters().get(Count.CLOSED_AGE)).isLessThan(40);
      await().atMost(LATE).until(() -> server.counters().active() == 0);
    } finally {
      peers.forEach(Peer::close);
    }
  }

  /** Closes when it is told to. */
  private static final class Leaving extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      ctx.close();
    }
  }

  /** What no handler looks at counts all the same. */
  private static final class Sinking extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      Bulk.sink(ctx.channel());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSinkIsJudgedByWhatItReceives(Kind kind) {
    Limits limits = Limits.defaults().read(SHORT.multipliedBy(2));
    try (Loops loops = kind.loops(1);
        Server server = server(loops, limits, Sinking::new);
        Peer peer = Peer.of(server.endpoint())) {
      long end = System.nanoTime() + SHORT.multipliedBy(6).toNanos();
      await()
          .atMost(LATE)
          .pollInterval(SHORT.dividedBy(4))
          .until(() -> {
            peer.send(new byte[1000]);
            return System.nanoTime() > end;
          });
      assertThat(server.counters().get(Count.CLOSED_READ)).isZero();
      closes(server, Count.CLOSED_READ);
    }
  }

  private static final class Pouring extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      Bulk.source(ctx.channel(), Payload.of(new byte[64 * 1024]), Gate.OPEN);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSourceThatNobodyReadsIsReset(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults().stall(SHORT), Pouring::new);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      closes(server, Count.CLOSED_STALL);
    }
  }

  /** The peer has ended its side: it waits for an answer and has nothing to say. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void theReadTimeEndsWithTheInput(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .limits(Limits.defaults().read(SHORT))
                .pipeline(p -> p.without("half-close").last("late", LateAnswer::new))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.stream().shutdownOutput();
      assertThat(peer.stream().getInputStream().readAllBytes()).hasSize(5);
      assertThat(server.counters().get(Count.CLOSED_READ)).isZero();
    }
  }

  private static final class LateAnswer extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == io.netty.channel.socket.ChannelInputShutdownEvent.INSTANCE) {
        ByteBuf answer = Unpooled.wrappedBuffer(new byte[5]);
        ctx.executor()
            .schedule(
                () ->
                    ctx.writeAndFlush(answer)
                        .addListener(io.netty.channel.ChannelFutureListener.CLOSE),
                SHORT.multipliedBy(4).toMillis(),
                MILLISECONDS);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void changeForOpenConnections(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, Limits.defaults(), Echo::new);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("in")).isEqualTo("in");
      server.limits(server.limits().read(SHORT));
      assertThat(peer.ended()).isTrue();
      closes(server, Count.CLOSED_READ);
    }
  }
}
