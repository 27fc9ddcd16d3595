package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.metrics.Count;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The largest and the smallest, and answers to nobody, in every way and both families. */
final class OddWaysTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> HOSTS = List.of("127.0.0.1", "[::1]", "0.0.0.0", "[::]");

  static Stream<Arguments> all() {
    return Arrays.stream(AskedAddressTest.Way.values())
        .flatMap(way -> HOSTS.stream().map(host -> Arguments.of(way, host)));
  }

  private static Server start(Loops loops, AskedAddressTest.Way way, String host) {
    return way.on(UdpServer.on("udp://" + host + ":0").loops(loops)).start();
  }

  private static InetSocketAddress address(Server server, String host) {
    return new InetSocketAddress(
        host.startsWith("[") ? "::1" : "127.0.0.1", server.endpoint().port());
  }

  /** Not connected, as Java sends nothing for nothing where its socket is. */
  private static byte[] ask(DatagramSocket peer, InetSocketAddress to, byte[] bytes)
      throws IOException {
    peer.setSoTimeout(10_000);
    peer.send(new DatagramPacket(bytes, bytes.length, to));
    DatagramPacket answer = new DatagramPacket(new byte[65_536], 65_536);
    peer.receive(answer);
    return Arrays.copyOf(answer.getData(), answer.getLength());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLargestAndTheEmptyGoBothWays(AskedAddressTest.Way way, String host) throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, way, host);
        DatagramSocket peer = new DatagramSocket()) {
      InetSocketAddress to = address(server, host);
      for (int size : new int[] {0, 65_507, 0, 1}) {
        byte[] sent = new byte[size];
        Arrays.fill(sent, (byte) 7);
        assertThat(ask(peer, to, sent)).isEqualTo(sent);
      }
      assertThat(server.counters().datagramsIn()).isEqualTo(4);
      assertThat(server.counters().get(Count.DROPPED_CUT)).isZero();
      assertThat(server.counters().errors()).isZero();
    }
  }

  /** Sixty peers go before they are answered: errors come back, and are no matter to others. */
  @ParameterizedTest
  @MethodSource("all")
  void answersToNobodyAreCountedAndOthersAreServed(AskedAddressTest.Way way, String host)
      throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, way, host);
        DatagramSocket alive = new DatagramSocket()) {
      InetSocketAddress to = address(server, host);
      byte[] word = "still".getBytes(UTF_8);
      assertThat(ask(alive, to, word)).isEqualTo(word);
      try (MeterMovesTest.Blocked _ = MeterMovesTest.Blocked.loop(loops)) {
        for (int i = 0; i < 60; i++) {
          try (DatagramSocket gone = new DatagramSocket()) {
            gone.send(new DatagramPacket(word, word.length, to));
          }
        }
      }
      await().atMost(SOON).until(() -> server.counters().datagramsIn() == 61);
      // The kernel itself says no more than so many in a second.
      await().atMost(SOON).until(() -> server.counters().get(Count.UNREACHABLE) >= 10);
      for (int i = 0; i < 10; i++) {
        assertThat(ask(alive, to, word)).isEqualTo(word);
      }
      assertThat(server.counters().get(Count.ERRORS_HANDLER)).isZero();
      // A session's pipeline that does not take the exception ends the session, of that peer.
      if (way != AskedAddressTest.Way.SESSION_PIPELINE) {
        assertThat(server.counters().get(Count.SESSIONS_CLOSED)).isZero();
      }
      assertThat(server.closed()).isFalse();
    }
  }
}
