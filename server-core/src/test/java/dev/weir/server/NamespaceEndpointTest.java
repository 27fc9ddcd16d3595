package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.linux.Namespace;
import dev.weir.server.endpoint.Endpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets born in another network namespace, served from the same loops as all others. */
final class NamespaceEndpointTest {
  private static final String NAME = "weir-endpoint-" + ProcessHandle.current().pid();
  private static final Namespace BLUE = Namespace.named(NAME);

  @BeforeAll
  static void make() throws Exception {
    assumeTrue(ip("netns", "add", NAME), "making a namespace needs ip and CAP_SYS_ADMIN");
    assertThat(ip("-n", NAME, "link", "set", "lo", "up")).isTrue();
  }

  @AfterAll
  static void remove() throws Exception {
    ip("netns", "del", NAME);
  }

  private static boolean ip(String... words) throws InterruptedException {
    try {
      String[] line = new String[words.length + 1];
      line[0] = "ip";
      System.arraycopy(words, 0, line, 1, words.length);
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static Server start(Loops loops, String... endpoints) {
    return TcpServer.on(endpoints).loops(loops).pipeline(p -> p.last("echo", Echo::new)).start();
  }

  private static String inside(Endpoint endpoint) throws Exception {
    return BLUE.call(() -> {
      try (Peer peer = Peer.of(endpoint, "127.0.0.1")) {
        return peer.ask("inside");
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void servesInsideAlone(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, "tcp://127.0.0.1:0?netns=" + NAME)) {
      Endpoint endpoint = server.endpoint();
      assertThat(endpoint.port()).isPositive();
      assertThat(endpoint.placement().netns()).contains(NAME);
      assertThat(inside(endpoint)).isEqualTo("inside");
      assertThatThrownBy(() -> Peer.of(endpoint)).hasMessageContaining("refused");
    }
  }

  @Test
  void servesThereAndHereAtTheSamePort() throws Exception {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server here = start(loops, "tcp://127.0.0.1:0")) {
      int port = here.endpoint().port();
      String path = BLUE.file().toString();
      try (Server there = start(loops, "tcp://:" + port + "?netns=" + path)) {
        assertThat(inside(there.endpoint())).isEqualTo("inside");
        try (Peer peer = Peer.of(here.endpoint())) {
          assertThat(peer.ask("here")).isEqualTo("here");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectsFromInside(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server server = start(loops, "tcp://127.0.0.1:0?netns=" + NAME)) {
      assertThat(AskingClient.ask(TcpClient.to(server.endpoint()).loops(loops))).isEqualTo("hello");
      TcpClient outside =
          TcpClient.to(Endpoint.parse("tcp://127.0.0.1:" + server.endpoint().port())).loops(loops);
      assertThatThrownBy(() -> AskingClient.ask(outside))
          .cause()
          .hasMessageContaining("ECONNREFUSED");
    }
  }

  @Test
  void connectsFromALocalAddressInside() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, "tcp://127.0.0.1:0?netns=" + NAME)) {
      var local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 0);
      TcpClient client = TcpClient.to(server.endpoint()).loops(loops).localAddress(local);
      assertThat(AskingClient.ask(client)).isEqualTo("hello");
    }
  }

  @Test
  void hidesAbstractNames() {
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server = start(loops, "unix://@" + NAME + "?netns=" + NAME)) {
      assertThat(AskingClient.ask(TcpClient.to(server.endpoint()).loops(loops))).isEqualTo("hello");
      TcpClient outside = TcpClient.to("unix://@" + NAME).loops(loops);
      assertThatThrownBy(() -> AskingClient.ask(outside))
          .cause()
          .hasMessageContaining("ECONNREFUSED");
    }
  }

  @ParameterizedTest
  @EnumSource
  void servesDatagramsInside(Kind kind) throws Exception {
    try (Loops loops = kind.loops(1);
        Server server =
            UdpServer.on("udp://127.0.0.1:0?netns=" + NAME)
                .loops(loops)
                .handle((datagram, replies) -> replies.send(datagram.payload()))
                .start()) {
      int port = server.endpoint().port();
      byte[] answer =
          BLUE.call(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
              socket.setSoTimeout(10_000);
              socket.send(
                  new DatagramPacket(new byte[3], 3, InetAddress.ofLiteral("127.0.0.1"), port));
              DatagramPacket packet = new DatagramPacket(new byte[9], 9);
              socket.receive(packet);
              return new byte[packet.getLength()];
            }
          });
      assertThat(answer).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesWhoHoldsAPortThere(Kind kind) {
    try (Loops loops = kind.loops(1);
        Server holder = start(loops, "tcp://127.0.0.1:0?netns=" + NAME)) {
      String taken = holder.endpoint().toString();
      assertThatThrownBy(() -> start(loops, taken))
          .hasMessageStartingWith(taken + ": cannot be bound: ")
          .hasMessageContaining("tcp 127.0.0.1:" + holder.endpoint().port() + " is held by ")
          .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")");
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysHowToMakeOneThatIsMissing(Kind kind) {
    try (Loops loops = kind.loops(1)) {
      assertThatThrownBy(() -> start(loops, "tcp://:0?netns=weir-none"))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("ENOENT")
          .hasMessageEndingWith("; make it with: ip netns add weir-none");
      assertThatThrownBy(() ->
              AskingClient.ask(TcpClient.to("tcp://127.0.0.1:7?netns=weir-none").loops(loops)))
          .cause()
          .isInstanceOf(StartException.class)
          .hasMessageEndingWith("; make it with: ip netns add weir-none");
    }
  }
}
