package dev.weir.command.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.command.ExitCode;
import dev.weir.command.WeirProcess;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeProcessTest {

  @TempDir Path directory;

  private static int port(String line) {
    return Integer.parseInt(line.replaceAll(".*:(\\d+).*", "$1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void signalDrainsAndExitsZeroQuickly(String signal) throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(directory, "serve", "echo=tcp://127.0.0.1:0,udp://127.0.0.1:0")) {
      int tcp = port(weir.awaitLine("tcp://127.0.0.1:"));
      int udp = port(weir.awaitLine("udp://127.0.0.1:"));
      weir.awaitLine("ready");
      assertThat(tcpEcho(tcp, "one\n")).isEqualTo("one");
      assertThat(udpEcho(udp, "two")).isEqualTo("two");

      long signalled = System.nanoTime();
      weir.signal(signal);

      assertThat(weir.awaitExit()).isEqualTo(ExitCode.DONE);
      assertThat(Duration.ofNanos(System.nanoTime() - signalled))
          .isLessThan(Duration.ofSeconds(10));
      assertThat(weir.errors()).contains("drained").doesNotContain("\tat ");
    }
  }

  @Test
  void twoServicesAtOnce() throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(directory, "serve", "echo=tcp://127.0.0.1:0", "lines=tcp://[::1]:0")) {
      int echo = port(weir.awaitLine("echo"));
      int lines = port(weir.awaitLine("lines"));
      assertThat(tcpEcho(echo, "upper a\n")).isEqualTo("upper a");
      assertThat(exchange("::1", lines, "upper a\n")).isEqualTo("A");
    }
  }

  @Test
  void startReportReadsOptionsBack() throws Exception {
    try (WeirProcess weir =
        WeirProcess.start(
            directory, "serve", "echo=udp://127.0.0.1:0", "--options", "SO_RCVBUF=64k")) {
      assertThat(weir.awaitLine("SO_RCVBUF")).contains("64k");
    }
  }

  @Test
  void takenPortLeavesWithOneLine() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        WeirProcess weir =
            WeirProcess.start(
                directory,
                "serve",
                "echo",
                "--listen",
                "udp://127.0.0.1:" + other.getLocalPort())) {
      assertThat(weir.awaitExit()).isEqualTo(ExitCode.FAILED);
      assertThat(weir.errors().lines()).singleElement().asString().contains("EADDRINUSE");
    }
  }

  private static String tcpEcho(int port, String text) throws Exception {
    return exchange("127.0.0.1", port, text);
  }

  private static String exchange(String host, int port, String text) throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral(host), port)) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }

  private static String udpEcho(int port, String text) throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(5000);
      byte[] bytes = text.getBytes(UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), UTF_8);
    }
  }
}
