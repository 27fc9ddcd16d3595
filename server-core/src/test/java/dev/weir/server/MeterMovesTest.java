package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.linux.call.SocketCalls;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.MeterCatalogue;
import dev.weir.server.metrics.Tallies;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each meter that is no plain count, moved by what it measures. */
final class MeterMovesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();

  /** Hands each accepted channel to the test, and fails at the first byte. */
  private final class Tell extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      accepted.add(ctx.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      throw new IllegalStateException("as the test wants");
    }
  }

  /** Keeps a loop busy until it is closed. */
  record Blocked(CountDownLatch release) implements AutoCloseable {
    static Blocked loop(Loops loops) throws InterruptedException {
      Blocked blocked = new Blocked(new CountDownLatch(1));
      CountDownLatch begun = new CountDownLatch(1);
      loops
          .group()
          .execute(() -> {
            begun.countDown();
            com.example.Blocking.on(blocked.release);
          });
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      return blocked;
    }

    @Override
    public void close() {
      release.countDown();
    }
  }

  private TcpServer recipe(Loops loops, Limits limits) {
    return TcpServer.on("tcp://127.0.0.1:0")
        .loops(loops)
        .metrics(registry)
        .limits(limits)
        .pipeline(p -> p.last("tell", Tell::new));
  }

  private Server tell(Loops loops) {
    return recipe(loops, Limits.defaults()).start();
  }

  private Channel channel() throws InterruptedException {
    Channel channel = accepted.poll(20, TimeUnit.SECONDS);
    assertThat(channel).isNotNull();
    return channel;
  }

  private double value(String name, String... tags) {
    Meter meter = registry.get(name).tags(tags).meter();
    return meter.measure().iterator().next().getValue();
  }

  private DistributionSummary summary(String name) {
    return registry.get(name).summary();
  }

  @Test
  void acceptQueueFillsAndOverflows() throws Exception {
    List<SocketChannel> clients = new ArrayList<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = tell(loops);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      int listener = ((UnixChannel) channel().parent()).fd().intValue();
      assertThat(value("weir.accept.queue")).isZero();
      assertThat(value("weir.accept.dropped")).isZero();
      SocketCalls.listen(listener, 2);
      assertThat(value("weir.accept.queue.limit")).isEqualTo(2);
      try (Blocked _ = Blocked.loop(loops)) {
        for (int i = 0; i < 8; i++) {
          clients.add(connecting(server));
        }
        // The kernel lets one more in than the limit says.
        await().atMost(SOON).until(() -> value("weir.accept.queue") == 3);
        await().atMost(SOON).until(() -> value("weir.accept.dropped") >= 5);
      }
      await().atMost(SOON).until(() -> value("weir.accept.queue") == 0);
    } finally {
      for (SocketChannel client : clients) {
        client.close();
      }
    }
  }

  private static SocketChannel connecting(Server server) throws IOException {
    SocketChannel client = SocketChannel.open();
    client.configureBlocking(false);
    client.connect(server.endpoint().address());
    return client;
  }

  @Test
  void datagramsDroppedByTheKernelAreThoseNeverRead() throws Exception {
    int sent = 200;
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .metrics(registry)
                .options("SO_RCVBUF=4k")
                .handle((datagram, replies) -> {})
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(value("weir.datagrams.dropped", "cause", "kernel")).isZero();
      try (Blocked _ = Blocked.loop(loops)) {
        for (int i = 0; i < sent; i++) {
          peer.send(new byte[1000]);
        }
        assertThat(value("weir.datagrams.dropped", "cause", "kernel")).isBetween(1.0, sent - 1.0);
      }
      await()
          .atMost(SOON)
          .until(() ->
              value("weir.datagrams", "direction", "in")
                      + value("weir.datagrams.dropped", "cause", "kernel")
                  == sent);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aPeerThatDoesNotReadStallsWrites(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = tell(loops);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      Channel channel = channel();
      assertThat(value("weir.writes.stalled")).isZero();
      channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1])).sync();
      assertThat(value("weir.writes.stalled")).isZero();
      // On the loop: a write from elsewhere counts as waiting once on the way and once more there.
      channel
          .eventLoop()
          .execute(() -> channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[16 << 20])));
      await().atMost(SOON).until(() -> value("weir.writes.stalled") == 1);
      assertThat(server.counters().get(Count.STALLED)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void refusalsErrorsAndIdleTimeHaveTheirCauses(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = recipe(loops, Limits.defaults().connections(1)).start()) {
      try (Peer first = Peer.of(server.endpoint())) {
        await().atMost(SOON).until(() -> value("weir.connections.active") == 1);
        // The reset may come while it still connects.
        try (SocketChannel _ = connecting(server)) {
          await()
              .atMost(SOON)
              .until(() -> value("weir.connections.refused", "cause", "limit") == 1);
        }
        first.send(new byte[1]);
        await().atMost(SOON).until(() -> value("weir.errors", "cause", "handler") == 1);
        assertThat(first.ended()).isTrue();
      }
      await().atMost(SOON).until(() -> value("weir.connections.active") == 0);
      server.limits(Limits.defaults().idle(Duration.ofMillis(100)));
      try (Peer idle = Peer.of(server.endpoint())) {
        assertThat(idle.ended()).isTrue();
        await().atMost(SOON).until(() -> value("weir.connections.closed", "cause", "idle") == 1);
      }
    }
  }

  /** A new count without a row would be kept and never told. A client's own is told by its own. */
  @ParameterizedTest
  @EnumSource(
      value = Count.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CLOSED", "SESSIONS_CLOSED", "SESSIONS_DISCONNECTED", "CONNECTED"})
  void everyCountHasARow(Count count) {
    Tallies tallies = new Tallies();
    tallies.of(ImmediateEventExecutor.INSTANCE).add(count, 7);
    boolean shownOpen = count == Count.ACCEPTED || count == Count.SESSIONS_OPENED;
    assertThat(
            Stream.of(
                    MeterCatalogue.STREAM_SHARD,
                    MeterCatalogue.SHARD,
                    MeterCatalogue.DATAGRAM_SHARD)
                .flatMap(List::stream))
        .filteredOn(row -> row.value().applyAsDouble(tallies) == 7)
        .hasSize(shownOpen ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aBlockedLoopIsSilentThenLate(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server _ = tell(loops)) {
      await().atMost(SOON).until(() -> summary("weir.loop.lag").count() > 0);
      try (Blocked _ = Blocked.loop(loops)) {
        for (int i = 0; i < 5; i++) {
          loops.group().execute(() -> {});
        }
        assertThat(value("weir.loop.pending", "loop", "0")).isGreaterThanOrEqualTo(5);
        await().atMost(SOON).until(() -> value("weir.loop.silent") > 0.3);
      }
      await().atMost(SOON).until(() -> summary("weir.loop.lag").max() > 0.3);
      await().atMost(SOON).until(() -> value("weir.loop.pending") == 0);
      await().atMost(SOON).until(() -> value("weir.loop.silent") < 0.3);
      assertThat(summary("weir.loop.lag").takeSnapshot().percentileValues()).hasSize(3);
    }
  }

  @Test
  void buffersShowInTheirArea() {
    int size = 32 << 20;
    try (Loops loops = Kind.EPOLL.loops(1);
        Server _ = tell(loops)) {
      double heap = value("weir.buffers.memory", "area", "heap");
      ByteBuf inHeap = ByteBufAllocator.DEFAULT.heapBuffer(size);
      assertThat(value("weir.buffers.memory", "area", "heap")).isGreaterThanOrEqualTo(heap + size);
      inHeap.release();
      double direct = value("weir.buffers.memory", "area", "direct");
      ByteBuf inDirect = ByteBufAllocator.DEFAULT.directBuffer(size);
      assertThat(value("weir.buffers.memory", "area", "direct"))
          .isGreaterThanOrEqualTo(direct + size);
      inDirect.release();
      // No difference is looked at: what earlier tests have left may be collected meanwhile.
      ByteBuffer held = ByteBuffer.allocateDirect(size);
      assertThat(value("weir.direct.memory", "counted", "java")).isGreaterThanOrEqualTo(size);
      assertThat(held.capacity()).isEqualTo(size);
    }
  }

  @Test
  void openConnectionsAreSampled() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(2);
        Server server = tell(loops);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      channel().writeAndFlush(Unpooled.wrappedBuffer(new byte[100_000])).sync();
      assertThat(peer.receive(100_000)).hasSize(100_000);
      await().atMost(SOON).until(() -> summary("weir.tcp.delivery.rate").max() > 0);
      Timer rtt = registry.get("weir.tcp.rtt").timer();
      assertThat(rtt.max(TimeUnit.SECONDS)).isBetween(1e-6, 0.999);
      CountAtBucket[] buckets = rtt.takeSnapshot().histogramCounts();
      assertThat(buckets).hasSize(11);
      // Loopback stays below a second; no amount was rounded up to one.
      assertThat(buckets[9].bucket(TimeUnit.SECONDS)).isEqualTo(0.5);
      assertThat(buckets[9].count()).isPositive();
      assertThat(summary("weir.tcp.cwnd").max()).isGreaterThanOrEqualTo(1);
      assertThat(summary("weir.tcp.retransmits").count()).isPositive();
    }
  }

  /** A client that says nothing is not handed over before its handshake was answered twice. */
  @Test
  void retransmitsAreSampled() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = recipe(loops, Limits.defaults()).options("TCP_DEFER_ACCEPT=1s").start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.stream().isConnected()).isTrue();
      assertThat(channel().isOpen()).isTrue();
      await().atMost(SOON).until(() -> summary("weir.tcp.retransmits").max() >= 1);
    }
  }

  @Test
  void whatServersShareIsThereOnceAndStaysWithTheLast() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Loops others = Kind.EPOLL.loops(1)) {
      Server first = tell(loops);
      Server second = tell(loops);
      try (Server _ = tell(others)) {
        assertThat(registry.find("weir.loop.lag").meters())
            .map(meter -> meter.getId().getTags())
            .containsExactlyInAnyOrder(
                List.of(Tag.of("loops", "test-epoll")), List.of(Tag.of("loops", "test-epoll-2")));
        assertThat(registry.find("weir.buffers.memory").tag("area", "heap").meters()).hasSize(1);
      }
      first.close();
      assertThat(registry.find("weir.loop.lag").meters()).hasSize(1);
      second.close();
      assertThat(registry.getMeters()).isEmpty();
    }
  }
}
