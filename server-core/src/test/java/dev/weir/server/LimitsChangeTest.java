package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.ConnectionView;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.LimitsEvent;
import dev.weir.server.endpoint.Scheme;
import dev.weir.server.metrics.Count;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LimitsChangeTest {
  private static final int LEAST_OUTBOUND = 64 * 1024;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void moreAndFewerConnectionsDropNone(Kind kind) {
    try (Loops loops = kind.loops(2);
        Server server = echo(loops, Limits.defaults().connections(1));
        Peer first = Peer.of(server.endpoint())) {
      assertThat(first.ask("one")).isEqualTo("one");
      assertThat(refused(server)).isTrue();
      server.limits(server.limits().connections(2));
      try (Peer second = Peer.of(server.endpoint())) {
        assertThat(second.ask("two")).isEqualTo("two");
        server.limits(server.limits().connections(1));
        assertThat(refused(server)).isTrue();
        assertThat(second.ask("still")).isEqualTo("still");
        assertThat(first.ask("here")).isEqualTo("here");
      }
      assertThat(server.counters().refused()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void idleTimeChangesForOpenConnections(Kind kind) {
    try (Loops loops = kind.loops(2);
        Server server = echo(loops, Limits.defaults().idle(Duration.ZERO));
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("one")).isEqualTo("one");
      server.limits(server.limits().idle(Duration.ofMillis(100)));
      assertThat(peer.ended()).isTrue();
      await().until(() -> server.counters().get(Count.CLOSED_IDLE) == 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void idleTimeCanBeSwitchedOffForOpenConnections(Kind kind) throws Exception {
    try (Loops loops = kind.loops(2);
        Server server = echo(loops, Limits.defaults().idle(Duration.ofMillis(500)));
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("one")).isEqualTo("one");
      server.limits(server.limits().idle(Duration.ZERO));
      peer.stream().setSoTimeout(1500);
      assertThat(peer.ended()).isFalse();
      assertThat(server.counters().active()).isEqualTo(1);
    }
  }

  /** Answers each message with more than the least bound allows to wait. */
  private static final class Flood extends ChannelInboundHandlerAdapter {
    private final CountDownLatch changed;

    Flood(CountDownLatch changed) {
      this.changed = changed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof LimitsEvent) {
        changed.countDown();
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      io.netty.util.ReferenceCountUtil.release(message);
      for (int i = 0; i < 200; i++) {
        ctx.write(Unpooled.wrappedBuffer(new byte[LEAST_OUTBOUND]));
      }
      ctx.flush();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void waitingBytesAreBoundedAnewForOpenConnections(Kind kind) throws Exception {
    CountDownLatch changed = new CountDownLatch(1);
    try (Loops loops = kind.loops(2);
        Server server =
            TcpServer.on("tcp://127.0.0.1:0")
                .loops(loops)
                .pipeline(p -> p.last("flood", () -> new Flood(changed)))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[1]);
      assertThat(peer.receive(200 * LEAST_OUTBOUND)).hasSize(200 * LEAST_OUTBOUND);
      server.limits(server.limits().outbound(LEAST_OUTBOUND));
      assertThat(changed.await(10, TimeUnit.SECONDS)).isTrue();
      peer.send(new byte[1]);
      await().until(() -> server.counters().get(Count.OVERFLOWED) > 0);
      await().until(() -> server.counters().active() == 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void tellsOpenConnections(Kind kind) throws Exception {
    try (Loops loops = kind.loops(2);
        Server server = echo(loops, Limits.defaults());
        Peer first = Peer.of(server.endpoint());
        Peer second = Peer.of(server.endpoint())) {
      first.ask("12345");
      second.ask("123");
      List<ConnectionView> open = server.openConnections().toList();
      assertThat(open).extracting(ConnectionView::bytesIn).containsExactlyInAnyOrder(5L, 3L);
      assertThat(open).extracting(ConnectionView::order).containsExactlyInAnyOrder(0L, 1L);
      assertThat(open)
          .extracting(ConnectionView::remote)
          .containsExactlyInAnyOrder(
              first.stream().getLocalSocketAddress(), second.stream().getLocalSocketAddress());
      assertThat(open).allSatisfy(view -> assertThat(view.age()).isPositive());
      second.stream().close();
      await().until(() -> server.openConnections().count() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void datagramServersFollowToo(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = kind.echo(Scheme.UDP, "127.0.0.1", loops);
        Peer peer = Peer.of(server.endpoint())) {
      server.limits(server.limits().outbound(LEAST_OUTBOUND));
      assertThat(server.limits().outbound()).isEqualTo(LEAST_OUTBOUND);
      assertThat(peer.ask("still")).isEqualTo("still");
      assertThat(server.openConnections()).isEmpty();
    }
  }

  private static Server echo(Loops loops, Limits limits) {
    return TcpServer.on("tcp://127.0.0.1:0")
        .loops(loops)
        .limits(limits)
        .pipeline(p -> p.last("echo", Echo::new))
        .start();
  }

  private static boolean refused(Server server) {
    try (Peer peer = Peer.of(server.endpoint())) {
      return peer.ended();
    } catch (UncheckedIOException reset) {
      return true;
    }
  }
}
