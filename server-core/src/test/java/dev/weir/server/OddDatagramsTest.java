package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.linux.call.TransferCalls;
import dev.weir.server.connection.Session;
import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.MulticastGroup;
import dev.weir.server.metrics.Count;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Datagrams that are no everyday ones: to everybody, from nowhere, to nobody. */
final class OddDatagramsTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int SOCK_RAW = 3;
  private static final int UDP_HEADER = 8;

  private static UdpServer echo(Loops loops, String endpoint) {
    return UdpServer.on(endpoint).loops(loops).handle((d, r) -> r.send(d.payload()));
  }

  @Test
  void whoAsksEverybodyIsAnsweredByOneOfItsAddresses() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = echo(loops, "udp://0.0.0.0:0").start();
        DatagramSocket peer =
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      peer.setSoTimeout(10_000);
      byte[] bytes = "all".getBytes(UTF_8);
      InetAddress everybody = InetAddress.ofLiteral("127.255.255.255");
      peer.send(new DatagramPacket(bytes, bytes.length, everybody, server.endpoint().port()));
      DatagramPacket answer = new DatagramPacket(new byte[10], 10);
      peer.receive(answer);
      assertThat(answer.getLength()).isEqualTo(bytes.length);
      assertThat(answer.getAddress()).isNotEqualTo(everybody);
      assertThat(answer.getPort()).isEqualTo(server.endpoint().port());
    }
  }

  /** As a forged one may: nobody can be answered there, and the server lives. */
  @Test
  void onePortZeroIsReceivedAndCounted() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = echo(loops, "udp://127.0.0.1:0").start();
        Peer peer = Peer.of(server.endpoint())) {
      sendFromPortZero(server.endpoint().port());
      await().atMost(SOON).until(() -> server.counters().get(Count.PORT_ZERO) == 1);
      assertThat(server.counters().get(Count.DATAGRAMS_IN)).isEqualTo(1);
      assertThat(peer.ask("still")).isEqualTo("still");
      await().atMost(SOON).until(() -> server.counters().get(Count.DATAGRAMS_OUT) == 1);
    }
  }

  private static void sendFromPortZero(int port) throws IOException {
    int fd;
    try {
      fd = SocketCalls.socket(SocketConstants.AF_INET, SOCK_RAW, SocketConstants.IPPROTO_UDP);
    } catch (SystemCallException refused) {
      assumeThat(false).as("raw sockets are for root: %s", refused).isTrue();
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      SocketCalls.connect(
          fd,
          SocketConstants.AF_INET,
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      MemorySegment packet = arena.allocate(UDP_HEADER + 1, Short.BYTES);
      packet.set(ValueLayout.JAVA_SHORT, 2, Short.reverseBytes((short) port));
      packet.set(ValueLayout.JAVA_SHORT, 4, Short.reverseBytes((short) (UDP_HEADER + 1)));
      assertThat(TransferCalls.send(fd, packet, 0, UDP_HEADER + 1)).isEqualTo(UDP_HEADER + 1);
    } finally {
      SocketCalls.close(fd);
    }
  }

  /** Not every machine has a route for IPv6 groups; whom it listens to is the kernel's own word. */
  @Test
  void oneSourceOfAnIpv6GroupIsJoinedOnItsInterface() throws IOException {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            echo(loops, "udp://[::]:0")
                .join(MulticastGroup.of("ff31::77").from("fd00::7").on("lo"))
                .start()) {
      assertThat(server.closed()).isFalse();
      assertThat(Files.readAllLines(Path.of("/proc/net/mcfilter6")))
          .anyMatch(line ->
              line.matches(
                  " *\\d+ +lo +ff310000000000000000000000000077"
                      + " +fd000000000000000000000000000007 +1 +0"));
    }
  }

  @Test
  void aStormOfIcmpErrorsIsCountedAndOthersAreServed() throws Exception {
    Queue<Session> open = new ConcurrentLinkedQueue<>();
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(Sessions.idle(Duration.ofMinutes(5)))
                .handle(() -> new Echoing(open))
                .start();
        Peer alive = Peer.of(server.endpoint())) {
      int gone = 200;
      for (int i = 0; i < gone; i++) {
        try (Peer peer = Peer.of(server.endpoint())) {
          assertThat(peer.ask("x")).isEqualTo("x");
        }
      }
      for (int round = 0; round < 20; round++) {
        open.forEach(session -> session.send(ByteBuffer.wrap(new byte[1])));
        assertThat(alive.ask("a")).isEqualTo("a");
      }
      await().atMost(SOON).until(() -> server.counters().get(Count.UNREACHABLE) > gone);
      assertThat(server.counters().get(Count.SESSIONS_CLOSED)).isZero();
      assertThat(server.counters().get(Count.ERRORS_HANDLER)).isZero();
      assertThat(alive.ask("a")).isEqualTo("a");
    }
  }

  private static final class Echoing implements SessionHandler {
    private final Queue<Session> leaving;

    Echoing(Queue<Session> leaving) {
      this.leaving = leaving;
    }

    @Override
    public void received(Session session, ByteBuffer datagram) {
      if (datagram.get(datagram.position()) == 'x') {
        leaving.add(session);
      }
      session.send(datagram);
    }
  }

  /**
   * Answers that no datagram can hold are counted; of several datagrams there may be any number.
   */
  @Test
  void answersOfAnyLengthAreSentOrCounted() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .handle((datagram, replies) -> {
                  replies.send(new byte[65_508]);
                  replies.send(new byte[600_000]);
                  replies.send(Unpooled.wrappedBuffer(new byte[600_000]), 600_000);
                  replies.send(Unpooled.wrappedBuffer(new byte[630_000]), 70_000);
                  replies.send(Unpooled.wrappedBuffer(new byte[1_200_001]), 10_000);
                  replies.send(Unpooled.wrappedBuffer(new byte[1_000]), 1);
                  replies.send(datagram.payload());
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      peer.send(new byte[3]);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> server.counters().get(Count.DATAGRAMS_OUT) == 121 + 1000 + 1);
      assertThat(server.counters().get(Count.BYTES_OUT)).isEqualTo(1_200_001 + 1_000 + 3);
      assertThat(server.counters().get(Count.ERRORS_SOCKET)).isEqualTo(3 + 9);
      assertThat(server.counters().get(Count.ERRORS_HANDLER)).isZero();
    }
  }

  @Test
  void aSessionsDatagramThatIsTooLongIsCounted() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(loops)
                .sessions(Sessions.idle(Duration.ofMinutes(1)))
                .serve(session -> {
                  session.receive();
                  session.send(new byte[600_000]);
                  session.send("short");
                  session.receive();
                })
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("hello")).isEqualTo("short");
      assertThat(server.counters().get(Count.ERRORS_SOCKET)).isEqualTo(1);
    }
  }
}
