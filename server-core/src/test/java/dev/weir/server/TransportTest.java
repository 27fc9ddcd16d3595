package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.endpoint.Scheme;
import org.junit.jupiter.api.Test;

/** Which transport is chosen, and that nothing falls back unasked. */
final class TransportTest {
  /** Serves one request, and says on what, or why not. */
  static final class Serving {
    private Serving() {}

    public static void main(String[] arguments) {
      try (Server server =
              TcpServer.on("tcp://127.0.0.1:0").pipeline(p -> p.last("e", Echo::new)).start();
          Peer peer = Peer.of(server.endpoint())) {
        System.out.println(peer.ask("served") + " on " + Loops.shared().transport());
      } catch (StartException refused) {
        System.out.println("refused: " + refused.getMessage());
      }
    }
  }

  @Test
  void isEpollOnLinux() {
    assertThat(Program.run(Serving.class)).contains("served on epoll");
  }

  @Test
  void isNioWhereThePropertySaysSo() {
    assertThat(Program.run(Serving.class, "-Dweir.transport=nio")).contains("served on nio");
  }

  @Test
  void isNotNioBecauseEpollIsBroken() {
    assertThat(Program.run(Serving.class, "-Dio.netty.transport.noNative=true"))
        .contains("refused: transport epoll: cannot be loaded: ")
        .contains("or ask for NIO with -Dweir.transport=nio")
        .doesNotContain("served on");
  }

  /** Connects to nobody, and says why not. */
  static final class Connecting {
    private Connecting() {}

    public static void main(String[] arguments) {
      TcpClient.to("tcp://127.0.0.1:1")
          .connect()
          .whenComplete((channel, refused) -> System.out.println("told: " + refused.getMessage()));
    }
  }

  @Test
  void isRefusedToClientsByTheirFuture() {
    assertThat(Program.run(Connecting.class, "-Dio.netty.transport.noNative=true"))
        .contains("told: transport epoll: cannot be loaded: ");
  }

  @Test
  void isNioWithBrokenEpollWhereAskedFor() {
    String noNative = "-Dio.netty.transport.noNative=true";
    assertThat(Program.run(Serving.class, noNative, "-Dweir.transport=nio"))
        .contains("served on nio");
  }

  @Test
  void isNothingElse() {
    assertThat(Program.run(Serving.class, "-Dweir.transport=uring"))
        .contains("refused: weir.transport: \"uring\" (expected: epoll or nio)");
  }

  @Test
  void nioIsAskedForByCodeToo() {
    try (Loops loops = Loops.nio(1, "asked");
        Server server = Kind.NIO.echo(Scheme.TCP, "127.0.0.1", loops)) {
      assertThat(loops.transport()).isEqualTo("nio");
      assertThat(server.closed()).isFalse();
    }
  }
}
