package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.bulk.Batching;
import dev.weir.server.connection.LaterReplies;
import dev.weir.server.connection.Metadata;
import dev.weir.server.metrics.Count;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to handle datagrams behave as one, read past Netty or by it. */
final class DatagramWaysTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** A way to write the same echo. */
  enum Way {
    EACH {
      @Override
      UdpServer on(UdpServer server) {
        return server.handle((datagram, replies) -> replies.send(datagram.payload()));
      }
    },
    BATCHES {
      @Override
      UdpServer on(UdpServer server) {
        return server.batches((batch, replies) -> replies.send(batch.payload(), batch.segment()));
      }
    },
    BATCHES_WITHOUT_BATCHING {
      @Override
      UdpServer on(UdpServer server) {
        return BATCHES
            .on(server)
            .batching(Batching.automatic().messages(1).join(false).segment(false));
      }
    },
    BEHIND_A_STAGE {
      @Override
      UdpServer on(UdpServer server) {
        return EACH.on(server).pipeline(p -> p.first("other", OtherStage::new));
      }
    },
    CHANNEL_HANDLER {
      @Override
      UdpServer on(UdpServer server) {
        return server.pipeline(p -> p.last("echo", PacketEcho::new));
      }
    };

    abstract UdpServer on(UdpServer server);
  }

  private static final class OtherStage extends io.netty.channel.ChannelInboundHandlerAdapter {}

  private static final class PacketEcho extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      context.writeAndFlush(new DatagramPacket(packet.content().retain(), packet.sender()));
    }
  }

  static Stream<Arguments> all() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> Arrays.stream(Way.values()).map(way -> Arguments.of(kind, way)));
  }

  private static Server start(Loops loops, Way way) {
    return way.on(UdpServer.on("udp://127.0.0.1:0").loops(loops)).start();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsSentComesBackWhole(Kind kind, Way way) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, way);
        Peer peer = Peer.of(server.endpoint())) {
      for (int size : new int[] {1, 64, 1400, 9000, 65_507}) {
        byte[] sent = new byte[size];
        Arrays.fill(sent, (byte) size);
        peer.send(sent);
        assertThat(peer.receive(size)).isEqualTo(sent);
      }
      await().atMost(SOON).until(() -> server.counters().datagramsOut() == 5);
      assertThat(server.counters().datagramsIn()).isEqualTo(5);
      assertThat(server.counters().bytesOut()).isEqualTo(1 + 64 + 1400 + 9000 + 65_507);
      assertThat(server.counters().errors()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void manyAtOnceComeBackInOrder(Kind kind, Way way) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, way);
        Peer peer = Peer.of(server.endpoint());
        Peer other = Peer.of(server.endpoint())) {
      try (MeterMovesTest.Blocked _ = MeterMovesTest.Blocked.loop(loops)) {
        for (int i = 0; i < 60; i++) {
          peer.send(("peer " + i).getBytes(UTF_8));
          other.send(("other " + i % 7).getBytes(UTF_8));
        }
      }
      for (int i = 0; i < 60; i++) {
        assertThat(new String(peer.receive(0), UTF_8)).isEqualTo("peer " + i);
        assertThat(new String(other.receive(0), UTF_8)).isEqualTo("other " + i % 7);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"EACH", "BATCHES"})
  void emptyOnesGoBothWays(Way way) throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, way)) {
      assertThat(answerToNothing(server)).isEmpty();
      assertThat(server.counters().datagramsIn()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void emptyOnesAreReceived(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .handle((datagram, replies) ->
                    replies.send(new byte[] {(byte) datagram.payload().readableBytes()}))
                .start()) {
      assertThat(answerToNothing(server)).containsExactly(0);
    }
  }

  /** Java sends nothing for nothing where its socket is connected. */
  private static byte[] answerToNothing(Server server) throws IOException {
    try (DatagramSocket peer = new DatagramSocket()) {
      peer.setSoTimeout(10_000);
      peer.send(new java.net.DatagramPacket(new byte[0], 0, server.endpoint().address()));
      java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[10], 10);
      peer.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  /** What a handler keeps is its own, whatever comes after. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsRetainedStays(Kind kind) throws IOException {
    List<ByteBuf> kept = new ArrayList<>();
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .handle((datagram, replies) -> {
                  kept.add(datagram.payload().retain());
                  replies.send(Unpooled.wrappedBuffer(new byte[] {1}));
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      for (int i = 0; i < 100; i++) {
        peer.send(("datagram " + i).getBytes(UTF_8));
        assertThat(peer.receive(1)).hasSize(1);
      }
    }
    for (int i = 0; i < 100; i++) {
      assertThat(kept.get(i).toString(UTF_8)).isEqualTo("datagram " + i);
      kept.get(i).release();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp://:0", "udp://0.0.0.0:0"})
  void anAnswerLeavesFromTheAddressThatWasAsked(String endpoint) throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on(endpoint)
                .loops(loops)
                .handle((datagram, replies) ->
                    replies.send(
                        datagram.destination().orElseThrow().getHostAddress().getBytes(UTF_8)))
                .start();
        DatagramSocket peer = new DatagramSocket()) {
      peer.setSoTimeout(10_000);
      for (String asked : List.of("127.0.0.1", "127.0.0.2", "127.7.7.7")) {
        InetSocketAddress address = new InetSocketAddress(asked, server.endpoint().port());
        peer.send(new java.net.DatagramPacket(new byte[1], 1, address));
        java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[100], 100);
        peer.receive(answer);
        assertThat(answer.getSocketAddress()).isEqualTo(address);
        assertThat(new String(answer.getData(), 0, answer.getLength(), UTF_8)).isEqualTo(asked);
      }
    }
  }

  /** Netty's packets too tell which address was asked, and answers leave from there. */
  @ParameterizedTest
  @ValueSource(strings = {"udp://:0", "udp://0.0.0.0:0"})
  void packetsToo(String endpoint) throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on(endpoint)
                .loops(loops)
                .pipeline(p -> p.last("echo", PacketEcho::new))
                .start();
        DatagramSocket peer = new DatagramSocket()) {
      peer.setSoTimeout(10_000);
      for (String asked : List.of("127.0.0.1", "127.0.0.2", "127.7.7.7")) {
        InetSocketAddress address = new InetSocketAddress(asked, server.endpoint().port());
        peer.send(new java.net.DatagramPacket(new byte[7], 7, address));
        java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[100], 100);
        peer.receive(answer);
        assertThat(answer.getSocketAddress()).isEqualTo(address);
        assertThat(answer.getLength()).isEqualTo(7);
      }
      assertThat(server.counters().datagramsIn()).isEqualTo(3);
      assertThat(server.counters().bytesOut()).isEqualTo(21);
    }
  }

  @Test
  void theKernelTellsWhatItIsAskedFor() throws IOException {
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    Instant before = Instant.now().minusSeconds(1);
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .metadata(Metadata.values())
                .handle((datagram, replies) -> {
                  told.add(datagram.destination().orElseThrow());
                  told.add(datagram.device().orElseThrow());
                  told.add(datagram.ttl().orElseThrow());
                  told.add(datagram.trafficClass().orElseThrow());
                  told.add(datagram.receivedAt().orElseThrow());
                  replies.marked(9, 0x88).send(new byte[1]);
                })
                .start();
        DatagramSocket peer = new DatagramSocket()) {
      peer.setTrafficClass(0x20);
      peer.send(new java.net.DatagramPacket(new byte[1], 1, server.endpoint().address()));
      java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[1], 1);
      peer.setSoTimeout(10_000);
      peer.receive(answer);
    }
    assertThat(told.poll()).isEqualTo(InetAddress.getLoopbackAddress());
    assertThat((Integer) told.poll()).isPositive();
    assertThat((Integer) told.poll()).isBetween(1, 255);
    assertThat(told.poll()).isEqualTo(0x20);
    assertThat((Instant) told.poll()).isBetween(before, Instant.now().plusSeconds(1));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDrainWaitsForAnswersThatAreOnTheirWay(Kind kind) throws Exception {
    CompletableFuture<LaterReplies> asked = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .handle((datagram, replies) -> asked.complete(replies.later()))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[1]);
      LaterReplies replies = asked.get();
      CompletableFuture<DrainReport> drained =
          server.drain(Duration.ofMinutes(1)).toCompletableFuture();
      replies.send("late".getBytes(UTF_8));
      assertThat(new String(peer.receive(4), UTF_8)).isEqualTo("late");
      assertThat(drained).isNotDone();
      replies.close();
      assertThat(drained).succeedsWithin(SOON);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDrainDoesNotWaitPastItsDeadline(Kind kind) throws Exception {
    CompletableFuture<LaterReplies> asked = new CompletableFuture<>();
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .handle((datagram, replies) -> asked.complete(replies.later()))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[1]);
      LaterReplies replies = asked.get();
      assertThat(server.drain(Duration.ofMillis(200)).toCompletableFuture()).succeedsWithin(SOON);
      replies.send(new byte[1]);
      replies.close();
    }
  }

  @Test
  void callsAreCountedByWhatTheyGave() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, Way.EACH);
        Peer peer = Peer.of(server.endpoint())) {
      try (MeterMovesTest.Blocked _ = MeterMovesTest.Blocked.loop(loops)) {
        for (int i = 0; i < 20; i++) {
          peer.send(new byte[] {(byte) i});
        }
      }
      for (int i = 0; i < 20; i++) {
        assertThat(peer.receive(1)).containsExactly(i);
      }
      assertThat(server.counters().get(Count.BATCH_16)).isEqualTo(1);
    }
  }
}
