package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Overflow;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Count;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LimitsTest {
  private final AtomicInteger pipelines = new AtomicInteger();

  private TcpServer recipe(Loops loops, Limits limits) {
    return recipe(Scheme.TCP, loops, limits);
  }

  private TcpServer recipe(Scheme scheme, Loops loops, Limits limits) {
    return TcpServer.on(Permutations.endpoint(scheme))
        .loops(loops)
        .limits(limits)
        .pipeline(p -> p.last("echo", this::echo));
  }

  private Echo echo() {
    pipelines.incrementAndGet();
    return new Echo();
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void boundConnections(Kind kind, Scheme scheme) {
    try (Loops loops = kind.loops(2);
        Server server = recipe(scheme, loops, Limits.defaults().connections(3)).start()) {
      List<Peer> inside = IntStream.range(0, 3).mapToObj(i -> Peer.of(server.endpoint())).toList();
      inside.forEach(peer -> assertThat(peer.ask("in")).isEqualTo("in"));
      assertTurnedAway(server, scheme);
      assertThat(server.counters().refused()).isEqualTo(1);
      assertThat(server.counters().accepted()).isEqualTo(3);
      assertThat(pipelines).hasValue(3);
      inside.getFirst().close();
      Awaitility.await().until(() -> server.counters().active() == 2);
      try (Peer next = Peer.of(server.endpoint())) {
        assertThat(next.ask("room")).isEqualTo("room");
      }
      inside.forEach(Peer::close);
    }
  }

  /** Unix sockets have no reset: the stream ends before it began. */
  private static void assertTurnedAway(Server server, Scheme scheme) {
    if (scheme == Scheme.TCP) {
      assertThatThrownBy(() -> knock(server)).hasMessageContaining("reset");
      return;
    }
    try (Peer outside = Peer.of(server.endpoint())) {
      assertThat(outside.ended()).isTrue();
    }
  }

  /** A refused peer is reset: the server keeps no TIME_WAIT of it. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void refuseByReset(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = recipe(loops, Limits.defaults().connections(1)).start();
        Peer inside = Peer.of(server.endpoint())) {
      assertThat(inside.ask("in")).isEqualTo("in");
      assertThatThrownBy(() -> knock(server)).hasMessageContaining("reset");
    }
  }

  /** The reset may come before the peer has set itself up, or while it reads. */
  private static void knock(Server server) throws IOException {
    try (Peer outside = Peer.of(server.endpoint())) {
      outside.stream().getInputStream().read();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void closeSilentConnections(Kind kind, Scheme scheme) {
    Duration idle = Duration.ofMillis(200);
    try (Loops loops = kind.loops(1);
        Server server = recipe(scheme, loops, Limits.defaults().idle(idle)).start();
        Peer peer = Peer.of(server.endpoint())) {
      long begin = System.nanoTime();
      assertThat(peer.ended()).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(idle.dividedBy(2));
      assertThat(server.counters().get(Count.CLOSED_IDLE)).isEqualTo(1);
    }
  }

  @Test
  void leaveBusyConnectionsOpen() {
    Duration idle = Duration.ofMillis(400);
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = recipe(loops, Limits.defaults().idle(idle)).start();
        Peer peer = Peer.of(server.endpoint())) {
      long end = System.nanoTime() + idle.multipliedBy(3).toNanos();
      Awaitility.await()
          .pollInterval(idle.dividedBy(8))
          .until(() -> peer.ask("busy").equals("busy") && System.nanoTime() - end > 0);
      assertThat(server.counters().get(Count.CLOSED_IDLE)).isZero();
    }
  }

  @Test
  void leaveSilentConnectionsOpenWhereToldTo() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = recipe(loops, Limits.defaults().idle(Duration.ZERO)).start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("in")).isEqualTo("in");
    }
  }

  /** A peer that sends and never reads: the server stops reading, and holds little for it. */
  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void letSlownessReachTheSender(Kind kind, Scheme scheme) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            recipe(scheme, loops, Limits.defaults().outbound(256 * 1024))
                .options("tcp: SO_RCVBUF=64k, SO_SNDBUF=64k; unix: SO_SNDBUF=64k")
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      byte[] sent = new byte[20 * 1024 * 1024];
      Thread sender = Thread.ofVirtual().start(() -> sendQuietly(peer, sent));
      Awaitility.await()
          .during(Duration.ofMillis(300))
          .until(() -> server.counters().bytesIn(), new Unchanged());
      assertThat(server.counters().bytesIn()).isLessThan(sent.length);
      assertThat(server.counters().get(Count.OVERFLOWED)).isZero();
      assertThat(peer.receive(sent.length)).isEqualTo(sent);
      assertThat(sender).satisfies(s -> s.join(10_000));
    }
  }

  private static void sendQuietly(Peer peer, byte[] bytes) {
    try {
      OutputStream out = peer.stream().getOutputStream();
      out.write(bytes);
    } catch (IOException closed) {
      throw new java.io.UncheckedIOException(closed);
    }
  }

  /** Answers one byte with far more than a peer that does not read will take. */
  private static final class Flood extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ((ByteBuf) message).release();
      for (int i = 0; i < 64; i++) {
        ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[1024 * 1024]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#streams")
  void boundWhatWaitsToBeSent(Kind kind, Scheme scheme) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            TcpServer.on(Permutations.endpoint(scheme))
                .loops(loops)
                .limits(Limits.defaults().outbound(4 * 1024 * 1024))
                .pipeline(p -> p.last("flood", Flood::new))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[] {1});
      Awaitility.await().until(() -> server.counters().active() == 0);
      assertThat(server.counters().get(Count.OVERFLOWED)).isPositive();
    }
  }

  /** The same peer, heard all the same: what waits for it grows to the bound, and it is reset. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void goOnReadingWhereToldTo(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            recipe(loops, Limits.defaults().outbound(1 << 20).overflow(Overflow.CLOSE)).start();
        Peer peer = Peer.of(server.endpoint())) {
      byte[] sent = new byte[64 * 1024];
      assertThatThrownBy(
              () -> {
                while (true) {
                  peer.send(sent);
                }
              })
          .isInstanceOf(IOException.class);
      Awaitility.await().until(() -> server.counters().active() == 0);
      assertThat(server.counters().get(Count.OVERFLOWED)).isPositive();
    }
  }

  @Test
  void areChecked() {
    assertThatThrownBy(() -> Limits.defaults().connections(0))
        .hasMessage("limits: connections: 0 (expected: from 1)");
    assertThatThrownBy(() -> Limits.defaults().idle(Duration.ofMillis(1)))
        .hasMessageContaining("limits: idle: PT0.001S (expected: ");
    assertThatThrownBy(() -> Limits.defaults().idle(Duration.ofSeconds(-1)))
        .hasMessageContaining("limits: idle: PT-1S (expected: ");
    assertThatThrownBy(() -> Limits.defaults().outbound(1))
        .hasMessageContaining("limits: outbound: 1 (expected: from 65536 bytes)");
    assertThatThrownBy(() -> Limits.defaults().rates(10, 0))
        .hasMessageContaining("limits: rateIn: 10 (expected: 0 for no limit, or 1024 to ");
    assertThatThrownBy(() -> Limits.defaults().age(Duration.ofHours(1), 101))
        .hasMessage("limits: ageJitter: 101 (expected: 0 to 100 percent)");
    assertThatThrownBy(() -> Limits.defaults().perAddress(-1))
        .hasMessage("limits: perAddress: -1 (expected: from 1, or 0 for no limit)");
    assertThatThrownBy(() -> Limits.defaults().prefixes(33, 64))
        .hasMessage("limits: ipv4Prefix: 33 (expected: 0 to 32)");
  }

  /** Whether a value is what it was when it was last looked at. */
  private static final class Unchanged extends BaseMatcher<Long> {
    private final List<Object> seen = new ArrayList<>();

    @Override
    public boolean matches(Object value) {
      boolean same = !seen.isEmpty() && seen.getLast().equals(value);
      seen.add(value);
      return same;
    }

    @Override
    public void describeTo(Description description) {
      description.appendText("the same as before");
    }
  }
}
