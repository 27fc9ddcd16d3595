package dev.weir.it.benchmark;

import static dev.weir.it.benchmark.CProgramsIT.load;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.it.machine.FreePort;
import dev.weir.it.machine.NeedsTool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The C programs for TCP: right figures of a right server, errors of a wrong one. */
@EnabledOnOs(OS.LINUX)
@NeedsTool("cc")
final class TcpLoadIT {

  private static final int MESSAGE = 64;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--connections 20 --outstanding 16",
        "--connections 3 --size 1000003 --outstanding 3",
        "--connections 20 --rate 500"
      })
  void echoesWithoutErrors(String options) throws Exception {
    try (Run server = CPrograms.run("tcp-echo-server", "--port", "0")) {
      JsonNode result = load("tcp-echo-load", server.port(), options);
      assertThat(result.path("errors").asLong(-1)).isZero();
      assertThat(result.path("requests").asLong()).isPositive();
      assertThat(result.path("p50_us").asDouble()).isPositive();
      assertThat(result.path("p999_us").asDouble())
          .isGreaterThanOrEqualTo(result.path("p99_us").asDouble());
    }
  }

  @Test
  void sendsWhatTheRateSays() throws Exception {
    try (Run server = CPrograms.run("tcp-echo-server", "--port", "0")) {
      JsonNode result = load("tcp-echo-load", server.port(), "--rate 1000 --connections 7");
      assertThat(result.path("sent").asLong()).isBetween(1L, 400L);
    }
  }

  @Test
  void countsAnswersThatDiffer() throws Exception {
    try (OddServer server = OddServer.that(connection -> echo(connection, _ -> 1))) {
      JsonNode result = load("tcp-echo-load", server.port(), "--connections 5");
      assertThat(result.path("errors").asLong()).isGreaterThanOrEqualTo(5);
      assertThat(result.path("requests").asLong(-1)).isZero();
    }
  }

  @Test
  void countsConnectionsThatAreClosed() throws Exception {
    try (OddServer server = OddServer.that(connection -> connection.getInputStream().read())) {
      assertThat(load("tcp-echo-load", server.port(), "--connections 5").path("errors").asLong())
          .isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void countsWhatIsNeverAnswered() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (OddServer server = OddServer.that(_ -> over.await())) {
      JsonNode result = load("tcp-echo-load", server.port(), "--rate 100");
      assertThat(result.path("errors").asLong()).isEqualTo(30);
    }
    over.countDown();
  }

  /** A closed loop alone would see one late answer; those that were due meanwhile are late too. */
  @Test
  void countsWaitingAtAFixedRate() throws Exception {
    AtomicLong messages = new AtomicLong();
    CountDownLatch never = new CountDownLatch(1);
    try (OddServer server =
        OddServer.that(connection -> echo(connection, _ -> stall(messages, never)))) {
      JsonNode result = load("tcp-echo-load", server.port(), "--rate 1000");
      assertThat(result.path("errors").asLong(-1)).isZero();
      assertThat(result.path("p50_us").asDouble())
          .as("more than half of 300 requests were due within 250 ms of waiting: %s", result)
          .isGreaterThan(20_000.0);
    }
  }

  private static int stall(AtomicLong messages, CountDownLatch never) throws InterruptedException {
    if (messages.incrementAndGet() == 120 && never.await(250, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("nobody counts down");
    }
    return 0;
  }

  @Test
  void answersInFullAfterHalfClose() throws Exception {
    byte[] sent = new byte[8 << 20];
    new Random(1).nextBytes(sent);
    try (Run server = CPrograms.run("tcp-echo-server", "--port", "0");
        Socket client =
            new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(server.port()))) {
      Thread writer = Thread.ofVirtual().start(() -> writeAndEnd(client, sent));
      client.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
      writer.join();
    }
  }

  private static void writeAndEnd(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
      client.shutdownOutput();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--outstanding 64", "--connections 8 --rate 200"})
  void connectsWithoutErrors(String options) throws Exception {
    try (Run server = CPrograms.run("tcp-accept-server", "--port", "0")) {
      JsonNode result = load("tcp-connect-load", server.port(), options);
      assertThat(result.path("errors").asLong(-1)).isZero();
      assertThat(result.path("requests").asLong()).isPositive();
      assertThat(result.path("p99_us").asDouble()).isPositive();
    }
  }

  @Test
  void countsConnectionsThatEchoNothing() throws Exception {
    try (OddServer server = OddServer.that(connection -> connection.getInputStream().read())) {
      JsonNode result = load("tcp-connect-load", server.port(), "--outstanding 4");
      assertThat(result.path("errors").asLong()).isPositive();
      assertThat(result.path("requests").asLong(-1)).isZero();
    }
  }

  @Test
  void countsConnectionsThatAreRefused() throws Exception {
    OddServer gone = OddServer.that(Socket::close);
    gone.close();
    JsonNode result = load("tcp-connect-load", gone.port(), "--outstanding 4");
    assertThat(result.path("errors").asLong()).isPositive();
  }

  @Test
  void timesTheStartOfAServer() throws Exception {
    String port = Integer.toString(FreePort.forTcpAndUdp());
    String server = Path.of("target/benchmark/bin/tcp-echo-server").toAbsolutePath().toString();
    try (Run run = CPrograms.run("exec-to-echo", "--port", port, "--", server, "--port", port)) {
      JsonNode result = run.result();
      assertThat(result.path("first_echo_ms").asDouble())
          .isPositive()
          .isGreaterThanOrEqualTo(result.path("first_connect_ms").asDouble());
    }
  }

  @Test
  void saysThatACommandEndsWithoutAnEcho() throws Exception {
    String port = Integer.toString(FreePort.forTcpAndUdp());
    try (Run run = CPrograms.run("exec-to-echo", "--port", port, "--", "true")) {
      assertThat(run.end().exitCode()).isEqualTo(1);
      assertThat(run.errors()).contains("the command has ended before its first echo");
    }
  }

  /** What is added to the first byte of a message before it goes back. */
  private interface Fault {
    int in(byte[] message) throws InterruptedException;
  }

  private static void echo(Socket connection, Fault fault)
      throws IOException, InterruptedException {
    InputStream in = connection.getInputStream();
    OutputStream out = connection.getOutputStream();
    byte[] message = in.readNBytes(MESSAGE);
    while (message.length == MESSAGE) {
      message[0] += (byte) fault.in(message);
      out.write(message);
      message = in.readNBytes(MESSAGE);
    }
  }
}
