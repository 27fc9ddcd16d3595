package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.Session;
import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.Sessions;
import dev.weir.server.metrics.Count;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A UDP peer is served as a connection is, in all three styles. */
final class SessionsTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Sessions LONG = Sessions.idle(Duration.ofMinutes(5));

  /** A way to write the same server: it answers with a session's own count and what came. */
  enum Style {
    CALLBACK {
      @Override
      UdpServer on(UdpSessions sessions) {
        return sessions.handle(Counting::new);
      }
    },
    TASK {
      @Override
      UdpServer on(UdpSessions sessions) {
        return sessions.serve(SessionsTest::count);
      }
    },
    CHANNEL_HANDLER {
      @Override
      UdpServer on(UdpSessions sessions) {
        return sessions.pipeline(p -> p.last("counting", CountingStage::new));
      }
    };

    abstract UdpServer on(UdpSessions sessions);
  }

  private static final class Counting implements SessionHandler {
    private int count;

    @Override
    public void received(Session session, ByteBuffer datagram) {
      session.send(++count + " " + UTF_8.decode(datagram));
    }
  }

  private static void count(Session session) {
    int count = 0;
    for (ByteBuffer datagram : session.datagrams()) {
      session.send(++count + " " + UTF_8.decode(datagram));
    }
  }

  private static final class CountingStage extends SimpleChannelInboundHandler<ByteBuf> {
    private int count;

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf datagram) {
      String text = ++count + " " + datagram.toString(UTF_8);
      context.writeAndFlush(context.alloc().buffer().writeBytes(text.getBytes(UTF_8)));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      context.close();
    }
  }

  static Stream<Arguments> all() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> Arrays.stream(Style.values()).map(style -> Arguments.of(kind, style)));
  }

  private static Server start(Loops loops, Style style, Sessions bounds) {
    return style.on(UdpServer.on("udp://127.0.0.1:0").loops(loops).sessions(bounds)).start();
  }

  private static String ask(Peer peer, String text) throws IOException {
    peer.send(text.getBytes(UTF_8));
    return new String(peer.receive(0), UTF_8);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachPeerHasItsOwn(Kind kind, Style style) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, style, LONG);
        Peer one = Peer.of(server.endpoint());
        Peer two = Peer.of(server.endpoint())) {
      assertThat(ask(one, "a")).isEqualTo("1 a");
      assertThat(ask(one, "b")).isEqualTo("2 b");
      assertThat(ask(two, "c")).isEqualTo("1 c");
      assertThat(ask(one, "d")).isEqualTo("3 d");
      assertThat(server.counters().get(Count.SESSIONS_OPENED)).isEqualTo(2);
      assertThat(server.counters().errors()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void silenceEndsThem(Kind kind, Style style) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, style, Sessions.idle(Duration.ofMillis(50)));
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(ask(peer, "a")).isEqualTo("1 a");
      await().atMost(SOON).until(() -> server.counters().get(Count.SESSIONS_EXPIRED) == 1);
      assertThat(server.counters().get(Count.SESSIONS_CLOSED)).isEqualTo(1);
      assertThat(ask(peer, "b")).isEqualTo("1 b");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDrainEndsThem(Kind kind, Style style) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, style, LONG);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(ask(peer, "a")).isEqualTo("1 a");
      assertThat(server.drain(Duration.ofMinutes(1)).toCompletableFuture())
          .succeedsWithin(SOON)
          .isEqualTo(new DrainReport(1, 0, 0));
      assertThat(server.counters().get(Count.SESSIONS_CLOSED)).isEqualTo(1);
    }
  }

  /** Of three sessions one ended before the drain, one by it, and one does not end. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDrainCountsThem(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(LONG)
                .serve(SessionsTest::stayIfAsked)
                .start();
        Peer early = Peer.of(server.endpoint());
        Peer polite = Peer.of(server.endpoint());
        Peer deaf = Peer.of(server.endpoint())) {
      assertThat(ask(early, "end")).isEqualTo("end");
      await().atMost(SOON).until(() -> server.counters().get(Count.SESSIONS_CLOSED) == 1);
      assertThat(ask(polite, "listen")).isEqualTo("listen");
      assertThat(ask(deaf, "stay")).isEqualTo("stay");
      deaf.send(new byte[1000]);
      await().atMost(SOON).until(() -> server.counters().get(Count.BYTES_IN) == 1013);
      assertThat(server.drain(Duration.ofMillis(300)).toCompletableFuture())
          .succeedsWithin(SOON)
          .isEqualTo(new DrainReport(1, 1, 1000));
      assertThat(server.counters().get(Count.SESSIONS_CLOSED)).isEqualTo(3);
    }
  }

  private static void stayIfAsked(Session session) throws Exception {
    String asked = UTF_8.decode(session.receive().orElseThrow()).toString();
    session.send(asked);
    if (asked.equals("stay")) {
      // Until it is interrupted, when the server cuts it off.
      new CountDownLatch(1).await();
    } else if (asked.equals("listen")) {
      session.receive();
    }
  }

  // To close early is what is tested.
  @SuppressWarnings("try")
  @ParameterizedTest
  @EnumSource(Style.class)
  void whatCannotWaitCutsThemOff(Style style) throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, style, LONG);
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(ask(peer, "a")).isEqualTo("1 a");
      server.close();
      assertThat(server.drain(Duration.ZERO).toCompletableFuture())
          .succeedsWithin(SOON)
          .isEqualTo(new DrainReport(0, 1, 0));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void thereAreAsManyAsAllowed(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, Style.CALLBACK, LONG.limit(2));
        Peer one = Peer.of(server.endpoint());
        Peer two = Peer.of(server.endpoint());
        Peer three = Peer.of(server.endpoint())) {
      assertThat(ask(one, "a")).isEqualTo("1 a");
      assertThat(ask(two, "a")).isEqualTo("1 a");
      three.send(new byte[1]);
      await().atMost(SOON).until(() -> server.counters().get(Count.DROPPED_SESSION_LIMIT) == 1);
      assertThat(ask(one, "b")).isEqualTo("2 b");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theServersBoundsGoBeforeThoseOfTheHandlerAndChangeWhileItRuns(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server =
            Style.TASK
                .on(UdpServer.on("udp://127.0.0.1:0").loops(loops).sessions(LONG))
                .bounds(own -> own.limit(1))
                .start();
        Peer one = Peer.of(server.endpoint());
        Peer two = Peer.of(server.endpoint())) {
      assertThat(ask(one, "a")).isEqualTo("1 a");
      two.send("b".getBytes(UTF_8));
      await().atMost(SOON).until(() -> server.counters().get(Count.DROPPED_SESSION_LIMIT) == 1);

      server.sessions(own -> own.perAddress(1).limit(2));
      await().atMost(SOON).until(() -> answers(two));
      assertThat(ask(one, "c")).as("who was there stays").isEqualTo("2 c");

      server.sessions(own -> Sessions.idle(Duration.ofMillis(50)));
      await().atMost(SOON).until(() -> server.counters().get(Count.SESSIONS_EXPIRED) == 2);
      assertThat(ask(one, "d")).isEqualTo("1 d");
    }
  }

  /** What waits in the way from the change of bounds to the loop may drop the first ones. */
  private static boolean answers(Peer peer) throws IOException {
    peer.send("b".getBytes(UTF_8));
    return peer.waits(Duration.ofMillis(200));
  }

  @Test
  void anAddressHasAsManyAsAllowed() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, Style.CALLBACK, LONG.perAddress(1));
        Peer one = Peer.of(server.endpoint());
        Peer two = Peer.of(server.endpoint());
        DatagramSocket other =
            new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0))) {
      assertThat(ask(one, "a")).isEqualTo("1 a");
      two.send(new byte[1]);
      await().atMost(SOON).until(() -> server.counters().get(Count.DROPPED_SESSION_ADDRESS) == 1);
      other.send(new DatagramPacket(new byte[1], 1, server.endpoint().address()));
      await().atMost(SOON).until(() -> server.counters().get(Count.SESSIONS_OPENED) == 2);
    }
  }

  @ParameterizedTest
  @EnumSource(Sessions.Overflow.class)
  void aFullQueueDropsAndCounts(Sessions.Overflow overflow) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    BlockingQueue<String> served = new LinkedBlockingQueue<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(LONG.queue(3).overflow(overflow))
                .serve(session -> {
                  go.await();
                  session.datagrams().forEach(d -> served.add(UTF_8.decode(d).toString()));
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      for (int i = 0; i < 10; i++) {
        peer.send(Integer.toString(i).getBytes(UTF_8));
      }
      await().atMost(SOON).until(() -> server.counters().get(Count.DROPPED_SESSION_QUEUE) == 7);
      go.countDown();
      List<String> expected =
          overflow == Sessions.Overflow.DROP_NEWEST
              ? List.of("0", "1", "2")
              : List.of("7", "8", "9");
      for (String each : expected) {
        assertThat(served.poll(10, TimeUnit.SECONDS)).isEqualTo(each);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Sessions.Overflow.class)
  void aPipelineThatDoesNotReadHasTheSameQueue(Sessions.Overflow overflow) throws Exception {
    BlockingQueue<String> served = new LinkedBlockingQueue<>();
    AtomicReference<Channel> session = new AtomicReference<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(LONG.queue(3).overflow(overflow))
                .pipeline(p -> p.last("paused", () -> new Paused(session, served)))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send("first".getBytes(UTF_8));
      assertThat(served.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
      for (int i = 0; i < 10; i++) {
        peer.send(Integer.toString(i).getBytes(UTF_8));
      }
      await().atMost(SOON).until(() -> server.counters().get(Count.DROPPED_SESSION_QUEUE) == 7);
      Objects.requireNonNull(session.get()).config().setAutoRead(true);
      List<String> expected =
          overflow == Sessions.Overflow.DROP_NEWEST
              ? List.of("0", "1", "2")
              : List.of("7", "8", "9");
      for (String each : expected) {
        assertThat(served.poll(10, TimeUnit.SECONDS)).isEqualTo(each);
      }
    }
  }

  /** Reads one, and no more until it is told to. */
  private static final class Paused extends SimpleChannelInboundHandler<ByteBuf> {
    private final AtomicReference<Channel> session;
    private final BlockingQueue<String> served;

    Paused(AtomicReference<Channel> session, BlockingQueue<String> served) {
      this.session = session;
      this.served = served;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf datagram) {
      if (session.compareAndSet(null, context.channel())) {
        context.channel().config().setAutoRead(false);
      }
      served.add(datagram.toString(UTF_8));
    }
  }

  /** One session's task stands still while its peer floods: the others are served. */
  @Test
  void aFloodOfOneIsItsOwn() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(LONG.memory(64 * 1024))
                .serve(session -> {
                  if (session.receive().orElseThrow().remaining() == 1000) {
                    stuck.await();
                  }
                  session.send("first");
                  count(session);
                })
                .start();
        Peer bad = Peer.of(server.endpoint());
        Peer good = Peer.of(server.endpoint())) {
      assertThat(ask(good, "hello")).isEqualTo("first");
      for (int i = 0; i < 5000; i++) {
        bad.send(new byte[1000]);
        if (i % 100 == 0) {
          assertThat(ask(good, "x")).isEqualTo(i / 100 + 1 + " x");
        }
      }
      assertThat(server.counters().get(Count.DROPPED_SESSION_QUEUE)).isPositive();
      stuck.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatThrowsEndsItsOwnSession(Kind kind) throws IOException {
    AtomicReference<Session.Ending> ending = new AtomicReference<>();
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(LONG)
                .handle(() ->
                    new SessionHandler() {
                      @Override
                      public void received(Session session, ByteBuffer datagram) {
                        if (datagram.remaining() == 3) {
                          throw new IllegalStateException("as the test wants");
                        }
                        session.send(datagram);
                      }

                      @Override
                      public void closed(Session session, Session.Ending how) {
                        ending.set(how);
                      }
                    })
                .start();
        Peer bad = Peer.of(server.endpoint());
        Peer good = Peer.of(server.endpoint())) {
      assertThat(good.ask("hello")).isEqualTo("hello");
      bad.send(new byte[3]);
      await().atMost(SOON).until(() -> ending.get() == Session.Ending.FAILED);
      assertThat(good.ask("still")).isEqualTo("still");
      assertThat(bad.ask("anew")).isEqualTo("anew");
      assertThat(server.counters().get(Count.ERRORS_HANDLER)).isEqualTo(1);
      assertThat(server.counters().get(Count.SESSIONS_OPENED)).isEqualTo(3);
    }
  }

  private static Session soon(BlockingQueue<Session> opened) throws InterruptedException {
    return Objects.requireNonNull(opened.poll(10, TimeUnit.SECONDS), "no session was opened");
  }

  /** Peers whose port is closed when they are answered: counted, and no one else suffers. */
  @Test
  void unreachablePeersAreTheirOwn() throws Exception {
    BlockingQueue<Session> opened = new LinkedBlockingQueue<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://:0")
                .loops(loops)
                .sessions(LONG)
                .serve(session -> {
                  session.receive();
                  opened.add(session);
                  count(session);
                })
                .start();
        Peer good = Peer.of(server.endpoint())) {
      good.send(new byte[1]);
      Session first = soon(opened);
      assertThat(ask(good, "a")).isEqualTo("1 a");
      // All at once, as a port that is closed may be another's next.
      List<Peer> gone = Stream.generate(() -> Peer.of(server.endpoint())).limit(50).toList();
      for (Peer each : gone) {
        each.send(new byte[1]);
        Session session = soon(opened);
        each.close();
        session.send("too late");
      }
      await().atMost(SOON).until(() -> server.counters().get(Count.UNREACHABLE) > 10);
      assertThat(ask(good, "b")).isEqualTo("2 b");
      assertThat(first.open()).isTrue();
      assertThat(server.closed()).isFalse();
    }
  }

  @Test
  void aCallbackHearsOfAnUnreachablePeer() throws Exception {
    CompletableFuture<IOException> told = new CompletableFuture<>();
    CompletableFuture<Session> opened = new CompletableFuture<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(LONG)
                .handle(() ->
                    new SessionHandler() {
                      @Override
                      public void received(Session session, ByteBuffer datagram) {
                        opened.complete(session);
                      }

                      @Override
                      public void unreachable(Session session, IOException cause) {
                        told.complete(cause);
                      }
                    })
                .start()) {
      try (Peer gone = Peer.of(server.endpoint())) {
        gone.send(new byte[1]);
        opened.get(10, TimeUnit.SECONDS);
      }
      opened.get().send(new byte[1]);
      assertThat(told.get(10, TimeUnit.SECONDS)).isInstanceOf(PortUnreachableException.class);
      assertThat(opened.get().open()).isTrue();
    }
  }

  /** Two addresses have ports enough. What 100,000 sessions took is free when they have gone. */
  @Test
  void aHundredThousandComeAndGo() throws Exception {
    int all = 100_000;
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, Style.CALLBACK, Sessions.idle(Duration.ofMinutes(1)))) {
      knock(server, all);
      assertThat(server.counters().get(Count.SESSIONS_OPENED)).isEqualTo(all);
      assertThat(server.counters().get(Count.SESSIONS_CLOSED)).isZero();
      try (Peer refused = Peer.of(server.endpoint())) {
        refused.send(new byte[1]);
        await().atMost(SOON).until(() -> server.counters().get(Count.DROPPED_SESSION_LIMIT) == 1);
      }
    }
    long before = 0;
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, Style.CALLBACK, Sessions.idle(Duration.ofMillis(100)))) {
      for (int round = 1; round <= 3; round++) {
        knock(server, all / 10);
        await()
            .atMost(SOON)
            .until(() ->
                server.counters().get(Count.SESSIONS_EXPIRED)
                    == server.counters().get(Count.SESSIONS_OPENED));
        before = round == 1 ? heap() : before;
      }
      assertThat(heap()).isLessThan(before + 2_000_000);
    }
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Whoever has the port on every address makes this peer take another host. */
  private static DatagramChannel bound(InetAddress host, int port) throws IOException {
    DatagramChannel peer = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      return peer.bind(new InetSocketAddress(host, port));
    } catch (BindException taken) {
      // The port is taken on all hosts, so one that is not in use elsewhere: below the others.
      InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 1, host.getAddress()[3]});
      return peer.bind(new InetSocketAddress(other, 1024 + port % 8_000));
    }
  }

  /** Each peer sends one datagram and is gone; the receive buffer is never full. */
  private static void knock(Server server, int peers) throws IOException {
    long opened = server.counters().get(Count.SESSIONS_OPENED);
    for (int i = 0; i < peers; i++) {
      InetAddress host = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + i / 50_000)});
      try (DatagramChannel peer = bound(host, 10_000 + i % 50_000)) {
        peer.send(ByteBuffer.allocate(1), server.endpoint().address());
      }
      if (i % 64 == 63 || i == peers - 1) {
        long expected = opened + i + 1;
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofNanos(100_000))
            .pollDelay(Duration.ZERO)
            .until(() -> server.counters().get(Count.SESSIONS_OPENED) == expected);
      }
    }
  }
}
