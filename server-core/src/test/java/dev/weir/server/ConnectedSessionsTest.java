package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.Session;
import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.Sessions;
import dev.weir.server.metrics.Count;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Busy sessions get sockets of their own, and nobody but the kernel notices. */
final class ConnectedSessionsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Sessions LONG = Sessions.idle(Duration.ofMinutes(5));

  /** As many as make a session hot, and some. */
  private static final int HOT = 150;

  /** Answers with how many datagrams the session has had. */
  private static final class Counting implements SessionHandler {
    private int count;

    @Override
    public void received(Session session, ByteBuffer datagram) {
      String text = UTF_8.decode(datagram).toString();
      session.send(++count + " " + text);
      if (text.equals("end")) {
        session.close();
      }
    }
  }

  private static void count(Session session) {
    int count = 0;
    for (ByteBuffer datagram : session.datagrams()) {
      session.send(++count + " " + UTF_8.decode(datagram));
    }
  }

  /** Two ways to write the same server; the second answers from other threads than the loop's. */
  enum Style implements Function<UdpSessions, UdpServer> {
    CALLED {
      @Override
      public UdpServer apply(UdpSessions sessions) {
        return sessions.handle(Counting::new);
      }
    },
    TASKS {
      @Override
      public UdpServer apply(UdpSessions sessions) {
        return sessions.serve(ConnectedSessionsTest::count);
      }
    }
  }

  private static Server start(
      Loops loops, String place, Sessions bounds, Function<UdpSessions, UdpServer> style) {
    return style.apply(UdpServer.on(place).loops(loops).sessions(bounds)).start();
  }

  private static Server start(Loops loops, Sessions bounds) {
    return start(loops, "udp://127.0.0.1:0", bounds, Style.CALLED);
  }

  private static long connected(Server server) {
    return server.counters().get(Count.SESSIONS_CONNECTED);
  }

  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("udp://127.0.0.1:0", "127.0.0.1", Style.CALLED),
        Arguments.of("udp://127.0.0.2:0", "127.0.0.2", Style.TASKS),
        Arguments.of("udp://0.0.0.0:0", "127.0.0.2", Style.CALLED),
        Arguments.of("udp://:0", "127.0.0.2", Style.CALLED),
        Arguments.of("udp://:0", "::1", Style.TASKS),
        Arguments.of("udp://[::1]:0", "::1", Style.CALLED));
  }

  /**
   * Two hundred peers in a closed loop, in which nothing is sent twice: what were lost, went to
   * another session, or came from another address would be noticed by the peer. Ten at a time are
   * hot; ten others go on slowly beside them.
   */
  @ParameterizedTest
  @MethodSource("places")
  void nobodyNoticesTheHandOver(String place, String asked, Style style) throws IOException {
    int all = 200;
    int group = 10;
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, place, LONG.connected(all), style);
        PeerCrowd crowd = new PeerCrowd(all, asked, server.endpoint().port())) {
      crowd.askAll();
      long begun = System.nanoTime();
      while (connected(server) < all && !late(begun)) {
        for (int first = 0; first < all; first += group) {
          for (int round = 0; round < HOT; round++) {
            int others = (first + group * (1 + round % (all / group - 1))) % all;
            crowd.ask(
                IntStream.concat(
                    IntStream.range(first, first + group),
                    IntStream.range(others, others + group)));
          }
        }
      }
      for (int round = 0; round < 20; round++) {
        crowd.askAll();
      }
      assertThat(connected(server)).isEqualTo(all);
      assertThat(server.counters().get(Count.SESSIONS_OPENED)).isEqualTo(all);
      assertThat(server.counters().get(Count.SESSIONS_DISCONNECTED)).isZero();
      assertThat(server.counters().get(Count.DATAGRAMS_IN)).isEqualTo(crowd.asked());
      // An answer may be there before it is counted.
      await().atMost(SOON).until(() -> server.counters().get(Count.DATAGRAMS_OUT) == crowd.asked());
      assertThat(server.counters().errors()).isZero();
    }
  }

  @Test
  void silenceClosesTheSocketWithItsSession() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, LONG.connected(8));
        PeerCrowd crowd = new PeerCrowd(8, "127.0.0.1", server.endpoint().port())) {
      crowd.askAll();
      long before = Descriptors.count();
      heat(crowd, 8, server, 8);
      assertThat(connected(server)).isEqualTo(8);
      assertThat(Descriptors.count()).isEqualTo(before + 8);

      server.sessions(own -> Sessions.idle(Duration.ofMillis(50)).connected(8));
      await().atMost(SOON).until(() -> server.counters().get(Count.SESSIONS_EXPIRED) == 8);
      await().atMost(SOON).until(() -> Descriptors.count() == before);
      assertThat(server.counters().get(Count.SESSIONS_DISCONNECTED)).isEqualTo(8);
    }
  }

  /** A busy machine may not take as many within a second as make hot: they are sent again. */
  private static boolean late(long begun) {
    return System.nanoTime() - begun > SOON.toNanos();
  }

  /** Until so many have had sockets of their own. */
  private static void heat(PeerCrowd crowd, int peers, Server server, long expected)
      throws IOException {
    long begun = System.nanoTime();
    do {
      for (int round = 0; round < HOT; round++) {
        crowd.ask(IntStream.range(0, peers));
      }
    } while (connected(server) < expected && !late(begun));
  }

  @Test
  void thereAreAsManyAsAllowed() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, LONG.connected(3));
        PeerCrowd crowd = new PeerCrowd(6, "127.0.0.1", server.endpoint().port())) {
      heat(crowd, 6, server, 3);
      assertThat(connected(server)).isEqualTo(3);

      server.sessions(own -> own.connected(5));
      heat(crowd, 6, server, 5);
      assertThat(connected(server)).isEqualTo(5);
      assertThat(server.counters().get(Count.SESSIONS_OPENED)).isEqualTo(6);
    }
  }

  @Test
  void noneUnlessAskedFor() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, LONG);
        PeerCrowd crowd = new PeerCrowd(4, "127.0.0.1", server.endpoint().port())) {
      heat(crowd, 4, server, 0);
      assertThat(connected(server)).isZero();
    }
  }

  /** Its peer's next datagram begins another session, which may get hot in its turn. */
  @Test
  void aSessionThatIsEndedLeavesItsSocket() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, LONG.connected(1));
        PeerCrowd crowd = new PeerCrowd(1, "127.0.0.1", server.endpoint().port())) {
      long before = Descriptors.count();
      for (int life = 1; life <= 5; life++) {
        heat(crowd, 1, server, life);
        assertThat(connected(server)).isEqualTo(life);
        crowd.end(0);
        long gone = life;
        await()
            .atMost(SOON)
            .until(() -> server.counters().get(Count.SESSIONS_DISCONNECTED) == gone);
      }
      assertThat(Descriptors.count()).isEqualTo(before);
      assertThat(server.counters().get(Count.SESSIONS_OPENED)).isEqualTo(5);
    }
  }

  // To close early is what is tested.
  @SuppressWarnings("try")
  @Test
  void theServersEndClosesThem() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1)) {
      long before = Descriptors.count();
      try (Server server = start(loops, LONG.connected(4));
          PeerCrowd crowd = new PeerCrowd(4, "127.0.0.1", server.endpoint().port())) {
        heat(crowd, 4, server, 4);
        assertThat(connected(server)).isEqualTo(4);
        server.close();
      }
      await().atMost(SOON).until(() -> Descriptors.count() == before);
    }
  }

  private record Told(Session session, IOException cause) {}

  /** The peers that are gone are told of to their own sessions, the others hear nothing. */
  @Test
  void whatTheNetworkReportsArrivesAtItsSession() throws IOException {
    Queue<Session> opened = new ConcurrentLinkedQueue<>();
    Queue<Told> told = new ConcurrentLinkedQueue<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            start(
                loops,
                "udp://:0",
                LONG.connected(4),
                s -> s.handle(() -> new Listening(opened, told)));
        PeerCrowd stay = new PeerCrowd(2, "127.0.0.2", server.endpoint().port())) {
      heat(stay, 2, server, 2);
      List<Session> others = List.copyOf(opened);
      try (PeerCrowd leave = new PeerCrowd(2, "127.0.0.2", server.endpoint().port())) {
        heat(leave, 2, server, 4);
      }
      assertThat(connected(server)).isEqualTo(4);
      List<Session> gone = new ArrayList<>(opened);
      gone.removeAll(others);
      gone.forEach(session -> session.send("too late"));
      await().atMost(SOON).until(() -> told.size() == 2);
      assertThat(told).extracting(Told::session).containsExactlyInAnyOrderElementsOf(gone);
      assertThat(told)
          .extracting(Told::cause)
          .hasOnlyElementsOfType(PortUnreachableException.class);
      assertThat(server.counters().get(Count.UNREACHABLE)).isEqualTo(2);
      heat(stay, 2, server, 4);
    }
  }

  private record Listening(Counting counting, Queue<Session> opened, Queue<Told> told)
      implements SessionHandler {
    Listening(Queue<Session> opened, Queue<Told> told) {
      this(new Counting(), opened, told);
    }

    @Override
    public void opened(Session session) {
      opened.add(session);
    }

    @Override
    public void received(Session session, ByteBuffer datagram) {
      counting.received(session, datagram);
    }

    @Override
    public void unreachable(Session session, IOException cause) {
      told.add(new Told(session, cause));
    }
  }

  /** Its handler stands still while its peer floods: what the kernel drops there is counted. */
  @Test
  void whatItsOwnSocketCannotHoldIsCounted() throws Exception {
    CountDownLatch stands = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .options("SO_RCVBUF=64k")
                .loops(loops)
                .sessions(LONG.connected(1))
                .handle(() ->
                    (session, datagram) -> {
                      if (datagram.remaining() == 1) {
                        stands.countDown();
                        goesOn.await();
                      } else {
                        session.send(datagram);
                      }
                    })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      int hot = 0;
      long begun = System.nanoTime();
      while (hot < HOT || (connected(server) < 1 && !late(begun))) {
        peer.ask("hot");
        hot++;
      }
      assertThat(connected(server)).isEqualTo(1);
      peer.send(new byte[1]);
      stands.await();
      for (int i = 0; i < 1000; i++) {
        peer.send(new byte[1000]);
      }
      goesOn.countDown();
      server.sessions(own -> Sessions.idle(Duration.ofMillis(50)));
      await().atMost(SOON).until(() -> server.counters().get(Count.SESSIONS_DISCONNECTED) == 1);
      assertThat(server.counters().get(Count.DROPPED_CONNECTED)).isBetween(500L, 999L);
      assertThat(
              server.counters().get(Count.DATAGRAMS_IN)
                  + server.counters().get(Count.DROPPED_CONNECTED))
          .isEqualTo(hot + 1 + 1000);
    }
  }

  /** The port is no freer for others than it was. */
  @Test
  void thePortStaysTaken() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, LONG.connected(4));
        PeerCrowd crowd = new PeerCrowd(4, "127.0.0.1", server.endpoint().port())) {
      heat(crowd, 4, server, 4);
      String place = server.endpoint().toString();
      assertThatThrownBy(() -> start(loops, place, LONG, Style.CALLED).close())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("EADDRINUSE");
    }
  }

  static Stream<Arguments> refused() {
    UnaryOperator<UdpServer> same = server -> server;
    UnaryOperator<UdpServer> shards = server -> server.shards(2);
    UnaryOperator<UdpServer> shared = server -> server.options("SO_REUSEPORT=on");
    return Stream.of(
        Arguments.of(Kind.NIO, "udp://127.0.0.1:0", same, "the epoll transport"),
        Arguments.of(Kind.EPOLL, "udp://127.0.0.1:0", shards, "1 shard instead of 2"),
        Arguments.of(Kind.EPOLL, "udp://127.0.0.1:0", shared, "no choice of SO_REUSEPORT"),
        Arguments.of(Kind.EPOLL, "udp://127.0.0.1:0?netns=blue", same, "not udp://127.0.0.1:0?net"),
        Arguments.of(Kind.EPOLL, "unixgram://@weir-connected", same, "not unixgram://@weir-co"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotHaveThemDoesNotStart(
      Kind kind, String place, UnaryOperator<UdpServer> change, String words) {
    UdpServer recipe =
        change.apply(UdpServer.on(place).sessions(LONG.connected(1)).handle(Counting::new));
    try (Loops loops = kind.loops(2)) {
      assertThatThrownBy(() -> recipe.loops(loops).start().close())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("sessions: connected: 1 (expected: 0, or")
          .hasMessageContaining(words);
    }
  }

  @Test
  void norDoesItGetThemWhileItRuns() throws IOException {
    try (Loops loops = Kind.NIO.loops(1);
        Server server = start(loops, LONG)) {
      assertThatThrownBy(() -> server.sessions(own -> own.connected(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the epoll transport");
    }
  }
}
