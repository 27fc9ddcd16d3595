package dev.weir.server;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ranges of ports, inherited descriptors, devices. To close early is what is tested. */
@SuppressWarnings("try")
final class PlacedEndpointsTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static Server start(Loops loops, String... endpoints) {
    return TcpServer.on(endpoints).loops(loops).pipeline(p -> p.last("echo", Echo::new)).start();
  }

  /** The first of some ports in a row that nobody has. */
  private static int free(int length) throws IOException {
    for (int first = 20_000; first < 30_000; first += length) {
      if (allFree(first, length)) {
        return first;
      }
    }
    throw new IOException("no free ports");
  }

  private static boolean allFree(int first, int length) {
    for (int port = first; port < first + length; port++) {
      try (ServerSocket probe = new ServerSocket(port, 1, LOOPBACK)) {
        assertThat(probe.isBound()).isTrue();
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest
  @MethodSource("dev.weir.server.Permutations#all")
  void listensAtEachPortOfARange(Kind kind, Scheme scheme) throws IOException {
    int first = free(4);
    String range = scheme.text() + "://127.0.0.1:" + first + "-" + (first + 3);
    try (Loops loops = kind.loops(1);
        Server server =
            scheme == Scheme.TCP
                ? start(loops, range)
                : UdpServer.on(range).loops(loops).handle((d, r) -> r.send(d.payload())).start()) {
      assertThat(server.endpoints()).hasSize(4);
      for (Endpoint endpoint : server.endpoints()) {
        try (Peer peer = Peer.of(endpoint)) {
          assertThat(peer.ask("hello")).isEqualTo("hello");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void startsARangeWhollyOrNotAtAll(Kind kind) throws IOException {
    int first = free(4);
    String range = "tcp://127.0.0.1:" + first + "-" + (first + 3);
    try (Loops loops = kind.loops(1);
        ServerSocket holder = new ServerSocket(first + 3, 1, LOOPBACK)) {
      assertThatThrownBy(() -> start(loops, range))
          .hasMessageStartingWith("tcp://127.0.0.1:" + holder.getLocalPort() + ": cannot be bound");
      assertThat(allFree(first, 3)).isTrue();
    }
  }

  @Test
  void aDeviceAloneCarriesItsPackets() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, "tcp://127.0.0.1:0?device=lo")) {
      assertThat(AskingClient.ask(TcpClient.to(server.endpoint()).loops(loops))).isEqualTo("hello");
      assertThat(server.options())
          .anySatisfy(o -> assertThat(o.toString()).contains("SO_BINDTODEVICE: asked lo"));
      assertThatThrownBy(() -> start(loops, "tcp://127.0.0.1:0?device=no-such0"))
          .hasMessageContaining("ENODEV");
    }
  }

  private static int listening() throws SystemCallException {
    int fd = SocketCalls.socket(AF_INET, SOCK_STREAM, 0);
    SocketCalls.bind(fd, AF_INET, new InetSocketAddress(LOOPBACK, 0));
    SocketCalls.listen(fd, 5);
    return fd;
  }

  /** The descriptor is its maker's: servers come and go, and it goes on listening. */
  @Test
  void takesOverADescriptorAndLeavesItOpen() throws IOException {
    int fd = listening();
    try (Loops loops = Kind.EPOLL.loops(2)) {
      Endpoint first = servedOnce(loops, fd);
      assertThat(servedOnce(loops, fd)).isEqualTo(first);
    } finally {
      SocketCalls.close(fd);
    }
  }

  private static Endpoint servedOnce(Loops loops, int fd) {
    try (Server server =
            TcpServer.on("fd://" + fd, "tcp://127.0.0.1:0")
                .loops(loops)
                .shards(2)
                .pipeline(p -> p.last("echo", Echo::new))
                .start();
        Peer peer = Peer.of(server.endpoint())) {
      assertThat(peer.ask("hello")).isEqualTo("hello");
      assertThat(server.endpoint().toString()).startsWith("tcp://127.0.0.1:");
      return server.endpoint();
    }
  }

  @Test
  void refusesADescriptorThatItCannotServe() throws IOException {
    int fd = listening();
    try (Loops loops = Kind.EPOLL.loops(1);
        Loops portable = Kind.NIO.loops(1)) {
      assertThatThrownBy(() -> start(portable, "fd://" + fd))
          .hasMessageContaining("the NIO transport cannot take over descriptors, epoll can");
      assertThatThrownBy(() -> UdpServer.on("fd://" + fd).loops(loops).start())
          .isInstanceOf(StartException.class)
          .hasMessageContaining("(expected: a socket of udp); use the recipe of tcp");
      assertThatThrownBy(() -> start(loops, "fd://9999999"))
          .hasMessageContaining(
              "fd://9999999: cannot be taken over: descriptor 9999999 is not open");
      assertThatThrownBy(() -> TcpClient.to("fd://" + fd))
          .hasMessageContaining("(expected: a host and a port to connect to, or a Unix socket)");
    } finally {
      SocketCalls.close(fd);
    }
  }
}
