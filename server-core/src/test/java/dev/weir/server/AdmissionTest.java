package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Rate;
import dev.weir.server.metrics.Count;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is let in, by real sockets: Linux takes all of 127.0.0.0/8 for this machine. */
final class AdmissionTest {
  private final AtomicInteger pipelines = new AtomicInteger();

  private Server server(Loops loops, String endpoint, Limits limits) {
    return TcpServer.on(endpoint)
        .loops(loops)
        .limits(limits)
        .pipeline(p ->
            p.last(
                "echo",
                () -> {
                  pipelines.incrementAndGet();
                  return new Echo();
                }))
        .start();
  }

  /** A client of a chosen address. */
  private static Socket client(Server server, String from, String to) throws IOException {
    Socket client = new Socket();
    client.setSoTimeout(10_000);
    client.bind(new InetSocketAddress(from, 0));
    client.connect(new InetSocketAddress(to, server.endpoint().port()));
    return client;
  }

  private static boolean served(Socket client) throws IOException {
    client.getOutputStream().write(1);
    return client.getInputStream().read() == 1;
  }

  /** The reset may come before the peer has set itself up, while it writes, or while it reads. */
  private static void refused(Server server, String from, String to) {
    assertThatThrownBy(
            () -> {
              try (Socket client = client(server, from, to)) {
                client.getInputStream().read();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("reset");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anAddressHoldsSoManyAndNoMore(Kind kind) throws IOException {
    try (Loops loops = kind.loops(2);
        Server server = server(loops, "tcp://:0", Limits.defaults().perAddress(2));
        Socket first = client(server, "127.0.0.1", "127.0.0.1");
        Socket second = client(server, "127.0.0.1", "127.0.0.1");
        Socket other = client(server, "127.0.0.2", "127.0.0.1");
        Socket six = client(server, "::1", "::1")) {
      for (Socket client : List.of(first, second, other, six)) {
        assertThat(served(client)).isTrue();
      }
      refused(server, "127.0.0.1", "127.0.0.1");
      assertThat(server.counters().get(Count.REFUSED_ADDRESS)).isEqualTo(1);
      assertThat(server.counters().refused()).isEqualTo(1);
      assertThat(pipelines).hasValue(4);
      first.shutdownOutput();
      await().until(() -> server.counters().active() == 3);
      try (Socket next = client(server, "127.0.0.1", "127.0.0.1")) {
        assertThat(served(next)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void prefixesCountAsOneAddress(Kind kind) throws IOException {
    Limits limits = Limits.defaults().perAddress(1).prefixes(24, 64);
    try (Loops loops = kind.loops(1);
        Server server = server(loops, "tcp://127.0.0.1:0", limits);
        Socket first = client(server, "127.0.5.1", "127.0.0.1");
        Socket beside = client(server, "127.0.6.1", "127.0.0.1")) {
      assertThat(served(first)).isTrue();
      assertThat(served(beside)).isTrue();
      refused(server, "127.0.5.2", "127.0.0.1");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void rulesKeepOutAndChangeWhileItRuns(Kind kind) throws IOException {
    Limits limits = Limits.defaults().deny("127.0.0.0/8").allow("127.0.1.0/24");
    try (Loops loops = kind.loops(1);
        Server server = server(loops, "tcp://127.0.0.1:0", limits)) {
      refused(server, "127.0.0.5", "127.0.0.1");
      assertThat(server.counters().get(Count.REFUSED_RULE)).isEqualTo(1);
      assertThat(pipelines).hasValue(0);
      try (Socket in = client(server, "127.0.1.5", "127.0.0.1")) {
        assertThat(served(in)).isTrue();
        server.limits(server.limits().allow().deny("127.0.1.0/24"));
        refused(server, "127.0.1.5", "127.0.0.1");
        assertThat(served(in)).isTrue();
      }
      try (Socket in = client(server, "127.0.0.5", "127.0.0.1")) {
        assertThat(served(in)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void acceptsAtARate(Kind kind) throws IOException {
    Rate rate = new Rate(2, Duration.ofMinutes(10));
    try (Loops loops = kind.loops(1);
        Server server = server(loops, "tcp://127.0.0.1:0", Limits.defaults().acceptRate(rate));
        Socket first = client(server, "127.0.0.1", "127.0.0.1");
        Socket second = client(server, "127.0.0.1", "127.0.0.1")) {
      assertThat(served(first)).isTrue();
      assertThat(served(second)).isTrue();
      refused(server, "127.0.0.1", "127.0.0.1");
      assertThat(server.counters().get(Count.REFUSED_RATE)).isEqualTo(1);
      server.limits(Limits.defaults().acceptRatePerAddress(rate));
      try (Socket third = client(server, "127.0.0.1", "127.0.0.1");
          Socket fourth = client(server, "127.0.0.1", "127.0.0.1");
          Socket other = client(server, "127.0.0.2", "127.0.0.1")) {
        assertThat(served(third)).isTrue();
        assertThat(served(fourth)).isTrue();
        assertThat(served(other)).isTrue();
        refused(server, "127.0.0.1", "127.0.0.1");
        assertThat(server.counters().get(Count.REFUSED_ADDRESS_RATE)).isEqualTo(1);
      }
    }
  }

  /** Two hundred addresses and one of IPv6 at once: each gets its share, and all is forgotten. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFloodGetsNoMoreThanItsShare(Kind kind) throws IOException {
    int addresses = 200;
    int each = 5;
    int share = 2;
    List<SocketChannel> flood = new ArrayList<>();
    try (Loops loops = kind.loops(2);
        Server server = server(loops, "tcp://:0", Limits.defaults().perAddress(share))) {
      List<String> from =
          new ArrayList<>(
              IntStream.rangeClosed(1, addresses).mapToObj(i -> "127.0.0." + i).toList());
      from.add("::1");
      for (int i = 0; i < each; i++) {
        for (String address : from) {
          flood.add(connecting(server, address));
        }
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.counters().accepted() + server.counters().refused() == flood.size());
      assertThat(server.counters().accepted()).isEqualTo((long) from.size() * share);
      assertThat(server.counters().get(Count.REFUSED_ADDRESS))
          .isEqualTo((long) from.size() * (each - share));
      assertThat(((RunningServer) server).door().addresses()).isEqualTo(from.size());
      for (SocketChannel client : flood) {
        client.close();
      }
      await().until(() -> server.counters().active() == 0);
      await().until(() -> ((RunningServer) server).door().addresses() == 0);
      try (Socket next = client(server, "127.0.0.1", "127.0.0.1")) {
        assertThat(served(next)).isTrue();
      }
    } finally {
      for (SocketChannel client : flood) {
        client.close();
      }
    }
  }

  private static SocketChannel connecting(Server server, String from) throws IOException {
    SocketChannel client = SocketChannel.open();
    client.bind(new InetSocketAddress(from, 0));
    client.configureBlocking(false);
    String to = from.contains(":") ? "::1" : "127.0.0.1";
    client.connect(new InetSocketAddress(to, server.endpoint().port()));
    return client;
  }

  /** What is half open, as its handshake is never finished, is the kernel's and costs nothing. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aResetRightAfterTheHandshakeLeavesNothing(Kind kind) throws IOException {
    try (Loops loops = kind.loops(1);
        Server server = server(loops, "tcp://127.0.0.1:0", Limits.defaults().perAddress(3))) {
      for (int i = 0; i < 200; i++) {
        try (SocketChannel client = SocketChannel.open(server.endpoint().address())) {
          client.socket().setSoLinger(true, 0);
          client.write(ByteBuffer.wrap(new byte[] {1}));
        } catch (IOException resetEarly) {
          assertThat(resetEarly).isInstanceOf(IOException.class);
        }
      }
      await().until(() -> server.counters().accepted() + server.counters().refused() > 0);
      await().until(() -> server.counters().active() == 0);
      await().until(() -> ((RunningServer) server).door().addresses() == 0);
      try (Socket next = client(server, "127.0.0.1", "127.0.0.1")) {
        assertThat(served(next)).isTrue();
      }
    }
  }
}
