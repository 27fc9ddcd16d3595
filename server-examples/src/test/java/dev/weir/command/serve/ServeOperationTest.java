package dev.weir.command.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.command.ExitCode;
import dev.weir.command.WeirProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process under the hands of an operator: reload, scrape, drain. */
class ServeOperationTest {
  private static final String FILE =
      """
      servers:
        echo:
          handler: echo
          listen: "tcp://127.0.0.1:0"
          limits: {connections: %d, idle: %s}
          shards: %d
      admin: {listen: "tcp://127.0.0.1:0"}
      log: {level: %s}
      """;

  @TempDir Path directory;

  @Test
  void hangupChangesLimitsAndLogLevelAndDropsNoConnection() throws Exception {
    write(FILE.formatted(1, "0", 1, "warn"));
    try (WeirProcess weir = WeirProcess.start(directory, "serve", "--config", "weir.yaml")) {
      int port = port(weir.awaitLine("tcp://127.0.0.1:"));
      int admin = port(weir.awaitLine("admin"));
      try (Socket first = connect(port)) {
        assertThat(echo(first)).isTrue();
        assertThat(refused(port)).isTrue();

        write(FILE.formatted(2, "0", 3, "info"));
        weir.signal("HUP");
        await().until(() -> http(admin, "GET /servers").contains("\"connections\" : 2"));
        try (Socket second = connect(port)) {
          assertThat(echo(second)).isTrue();
          assertThat(refused(port)).isTrue();
        }
        write("servers: [");
        weir.signal("HUP");
        weir.awaitError("everything stays as it was");
        write(FILE.formatted(2, "200ms", 1, "info"));
        weir.signal("HUP");
        await().until(() -> http(admin, "GET /metrics").contains("cause=\"idle\""));
        assertThat(first.getInputStream().read()).isEqualTo(-1);
      }
      weir.signal("TERM");
      assertThat(weir.awaitExit()).isEqualTo(ExitCode.DONE);
      assertThat(weir.errors())
          .contains("servers.echo.shards: 1 -> 3: left as it is")
          .contains("weir.yaml:1:11: not YAML")
          .contains("everything stays as it was")
          .contains("servers.echo.limits.idle: 0s -> 200ms")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aDrainByHttpAnswersUnreadyUntilTheLastConnectionHasEnded() throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(
            directory, "serve", "echo=tcp://127.0.0.1:0", "--admin", "tcp://127.0.0.1:0")) {
      int port = port(weir.awaitLine("tcp://127.0.0.1:"));
      int admin = port(weir.awaitLine("admin"));
      weir.awaitLine("ready");
      try (Socket peer = connect(port)) {
        assertThat(echo(peer)).isTrue();
        assertThat(http(admin, "GET /ready")).startsWith("HTTP/1.1 200");
        assertThat(http(admin, "GET /connections")).contains("127.0.0.1:" + peer.getLocalPort());
        assertThat(http(admin, "POST /drain?deadline=15s")).startsWith("HTTP/1.1 202");
        assertThat(http(admin, "GET /ready")).startsWith("HTTP/1.1 503").endsWith("draining\n");
        await().until(() -> http(admin, "GET /health").startsWith("HTTP/1.1 200"));
      }
      assertThat(weir.awaitExit()).isEqualTo(ExitCode.DONE);
      assertThat(weir.errors()).contains("drained: 1 connections and sessions finished");
    }
  }

  @Test
  void servesBandwidthFromAFileAndLetsARunningTestUseTheDrain() throws Exception {
    write(
        """
        servers:
          measure: {handler: bandwidth, listen: ["tcp://127.0.0.1:0"], limits: {tests: 2}}
        admin: {listen: "tcp://127.0.0.1:0"}
        drain: 500ms
        """);
    try (WeirProcess weir = WeirProcess.start(directory, "serve", "--config", "weir.yaml")) {
      int port = port(weir.awaitLine("measure"));
      int admin = port(weir.awaitLine("admin"));
      try (Socket client = connect(port)) {
        client.getOutputStream().write("abcdefghijklmnopqrstuvwxyz2345672345\0".getBytes(UTF_8));
        assertThat(client.getInputStream().read()).as("PARAM_EXCHANGE").isEqualTo(9);
        assertThat(http(admin, "GET /connections?server=measure")).contains("\"matching\" : 1");
        weir.signal("TERM");
        assertThat(weir.awaitExit()).isEqualTo(ExitCode.DONE);
        assertThat(weir.errors()).contains("1 cut off").doesNotContain("\tat ");
      }
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("weir.yaml"), text);
  }

  private static int port(String line) {
    return Integer.parseInt(line.replaceAll(".*:(\\d+).*", "$1"));
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static boolean echo(Socket socket) throws IOException {
    socket.getOutputStream().write('x');
    return socket.getInputStream().read() == 'x';
  }

  private static boolean refused(int port) {
    try (Socket socket = connect(port)) {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private static String http(int port, String request) throws IOException {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write((request + " HTTP/1.1\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
