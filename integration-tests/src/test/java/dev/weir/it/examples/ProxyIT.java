package dev.weir.it.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.examples.Chargen;
import dev.weir.examples.TcpEcho;
import dev.weir.examples.TcpProxy;
import dev.weir.it.machine.FreePort;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.endpoint.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

@NeedsTool({"socat", "sort", "ncat"})
final class ProxyIT {

  private static Server proxy(int port) {
    TcpProxy proxy = new TcpProxy(Endpoint.parse("tcp://127.0.0.1:" + port));
    return TcpServer.on("tcp://127.0.0.1:0").pipeline(proxy::pipeline).start();
  }

  private static Server echo() {
    return TcpServer.on("tcp://127.0.0.1:0").pipeline(TcpEcho::pipeline).start();
  }

  private static Socket connect(Server server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  /** sort answers only once its input has ended, and its answer must still come through. */
  @Test
  void passesTheEndOfInputOnAndTheAnswerBack() throws Exception {
    int port = FreePort.forTcpAndUdp();
    String listen = "tcp-listen:" + port + ",bind=127.0.0.1,reuseaddr,fork";
    try (Tool sort = Tool.start("socat", "-d", "-d", listen, "exec:sort");
        Server proxy = proxy(port)) {
      sort.awaitOutput("listening on");
      String to = Integer.toString(proxy.endpoint().port());
      assertThat(Tool.feed("pear\napple\nfig\n", "ncat", "127.0.0.1", to))
          .isEqualTo("apple\nfig\npear\n");
      await().until(() -> proxy.counters().active() == 0);
    }
  }

  @Test
  void carriesAllBytesBothWays() throws Exception {
    byte[] sent = new byte[20 << 20];
    new Random(7).nextBytes(sent);
    try (Server echo = echo();
        Server proxy = proxy(echo.endpoint().port());
        Socket socket = connect(proxy)) {
      Thread writer = Thread.ofVirtual().start(() -> write(socket, sent));
      assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
      writer.join();
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      await().until(() -> echo.counters().active() == 0 && proxy.counters().active() == 0);
    }
  }

  @Test
  void resetsAClientWhoseServerIsNotThere() throws Exception {
    try (Server proxy = proxy(FreePort.forTcpAndUdp());
        Socket socket = connect(proxy)) {
      InputStream in = socket.getInputStream();
      assertThatThrownBy(in::read)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      await().until(() -> proxy.counters().active() == 0);
    }
  }

  @Test
  void aClientThatDoesNotReadStopsTheServer() throws Exception {
    try (Server chargen = TcpServer.on("tcp://127.0.0.1:0").pipeline(Chargen::pipeline).start();
        Server proxy = proxy(chargen.endpoint().port());
        Socket slow = new Socket()) {
      slow.setReceiveBufferSize(1 << 16);
      slow.connect(proxy.endpoint().address());
      // Four kernels' buffers are bounded; what is more is the proxy's.
      assertThat(Stall.bytes(() -> chargen.counters().bytesOut())).isLessThan(64L << 20);
      slow.setSoTimeout(60_000);
      slow.getInputStream().skipNBytes(100 << 20);
    }
  }

  @Test
  void aServerThatDoesNotReadStopsTheClientAndLosesNothing() throws Exception {
    byte[] chunk = new byte[1 << 16];
    try (ServerSocket target = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Server proxy = proxy(target.getLocalPort());
        Socket client = connect(proxy);
        Socket back = target.accept()) {
      Thread writer = Thread.ofPlatform().daemon().start(() -> writeForEver(client, chunk));
      long stalled = Stall.bytes(() -> proxy.counters().bytesIn());
      assertThat(stalled).isLessThan(64L << 20);
      back.getInputStream().skipNBytes(stalled * 2);
      assertThat(writer.isAlive()).isTrue();
    }
  }

  /** What was sent before the end arrives, though nobody has read it yet when the end comes. */
  @Test
  void aSlowServerGetsAllThatCameBeforeTheEnd() throws Exception {
    byte[] sent = new byte[3 << 20];
    new Random(7).nextBytes(sent);
    try (ServerSocket target = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Server proxy = proxy(target.getLocalPort());
        Socket client = connect(proxy);
        Socket back = target.accept()) {
      back.setSoTimeout(60_000);
      Thread writer =
          Thread.ofVirtual()
              .start(() -> {
                write(client, sent);
                close(client);
              });
      Stall.bytes(() -> proxy.counters().bytesIn());
      assertThat(back.getInputStream().readAllBytes()).isEqualTo(sent);
      writer.join();
    }
  }

  @Test
  void aClientThatIsGoneEndsTheServersConnection() throws Exception {
    try (Server echo = echo();
        Server proxy = proxy(echo.endpoint().port())) {
      try (Socket socket = connect(proxy)) {
        write(socket, "hello".getBytes(UTF_8));
        assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
        socket.setSoLinger(true, 0);
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> echo.counters().active() == 0 && proxy.counters().active() == 0);
    }
  }

  private static void writeForEver(Socket socket, byte[] bytes) {
    while (write(socket, bytes)) {
      // Until the test has seen enough and closes.
    }
  }

  private static boolean write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      throw new java.io.UncheckedIOException(closed);
    }
  }
}
