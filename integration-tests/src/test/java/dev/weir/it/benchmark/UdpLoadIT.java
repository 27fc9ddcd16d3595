package dev.weir.it.benchmark;

import static dev.weir.it.benchmark.CProgramsIT.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.it.machine.NeedsTool;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The C programs for UDP: right figures of a right server, losses and errors of a wrong one. */
@EnabledOnOs(OS.LINUX)
@NeedsTool("cc")
final class UdpLoadIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--outstanding 64 --size 1400",
        "--outstanding 64 --windows",
        "--outstanding 64 --trains --size 1400",
        "--outstanding 64 --peers 500",
        "--outstanding 64 --peers 10000 --addresses",
        "--outstanding 8 --rate 200"
      })
  void echoesWithoutErrors(String options) throws Exception {
    // A time-out beyond any pause of a busy machine: what is lost then is lost.
    String patient = options + " --timeout 20";
    for (String[] line : List.of(words("--port 0"), words("--port 0 --batch"))) {
      try (Run server = CPrograms.run("udp-echo-server", line)) {
        JsonNode result = load("udp-echo-load", server.port(), patient);
        assertThat(result.path("errors").asLong(-1)).isZero();
        assertThat(result.path("lost").asLong(-1)).isZero();
        assertThat(result.path("requests").asLong()).isPositive();
        assertThat(result.path("p99_us").asDouble()).isPositive();
      }
    }
  }

  @Test
  void countsWhatIsLostAndGoesOn() throws Exception {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      JsonNode result = load("udp-echo-load", port(silent), "--outstanding 4 --timeout 0.02");
      assertThat(result.path("lost").asLong()).isGreaterThan(4);
      assertThat(result.path("lost")).isEqualTo(result.path("sent"));
      assertThat(result.path("settled_seconds").asDouble()).isBetween(0.001, 30.0);
      assertThat(result.path("requests").asLong(-1)).isZero();
    }
  }

  @Test
  void countsAnswersThatDiffer() throws Exception {
    try (DatagramSocket wrong = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answerWrongly(wrong));
      JsonNode result = load("udp-echo-load", port(wrong), "--outstanding 4 --timeout 0.05");
      assertThat(result.path("errors").asLong()).isPositive();
      assertThat(result.path("requests").asLong(-1)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port 0", "--port 0 --no-gro"})
  void countsEveryDatagramOfAFlood(String line) throws Exception {
    try (Run sink = CPrograms.run("udp-sink", words(line))) {
      JsonNode flood = load("udp-flood", sink.port(), "--rate 2000 --size 100 --warmup 0");
      sink.signal("USR1");
      await().until(() -> sink.output().lines().count() == 2);
      JsonNode asked = last(sink);
      assertThat(asked.path("datagrams")).isEqualTo(flood.path("sent"));
      assertThat(asked.path("bytes")).isEqualTo(flood.path("bytes"));
      assertThat(asked.path("drops").asLong(-1)).isZero();
      sink.signal("TERM").end().succeeded();
      assertThat(last(sink).path("datagrams")).isEqualTo(flood.path("sent"));
    }
  }

  @Test
  void sendsTrainsThatGroKeepsTogether() throws Exception {
    try (Run sink = CPrograms.run("udp-sink", "--port", "0")) {
      JsonNode flood = load("udp-flood", sink.port(), "--size 1000 --warmup 0");
      sink.signal("TERM").end().succeeded();
      JsonNode received = last(sink);
      assertThat(flood.path("sent").asLong()).isPositive();
      assertThat(received.path("bytes").asLong())
          .isEqualTo(received.path("datagrams").asLong() * 1000);
    }
  }

  private static JsonNode last(Run sink) throws IOException {
    return new ObjectMapper().readTree(sink.output().lines().toList().getLast());
  }

  private static String[] words(String line) {
    return line.split(" ");
  }

  private static String port(DatagramSocket socket) {
    return Integer.toString(socket.getLocalPort());
  }

  private static void answerWrongly(DatagramSocket socket) {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    try {
      while (true) {
        socket.receive(packet);
        packet.getData()[packet.getLength() - 1]++;
        socket.send(packet);
        packet.setLength(2048);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
