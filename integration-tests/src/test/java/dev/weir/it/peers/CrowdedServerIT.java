package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.weir.bandwidth.iperf3.Iperf3Client;
import dev.weir.bandwidth.iperf3.Iperf3Result;
import dev.weir.bandwidth.iperf3.Iperf3Server;
import dev.weir.bandwidth.iperf3.RunningIperf3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The iperf3 of this machine against Weir in this JVM: many clients, dying ones, and strangers. */
final class CrowdedServerIT {

  private static final long SEED = 5201;

  private static final List<String> MIX =
      List.of(
          "-t 2 -b 20M",
          "-t 2 -b 20M -R",
          "-t 2 -b 5M --bidir",
          "-t 2 -b 5M -P 4",
          "-t 2 -u -b 5M",
          "-t 2 -u -b 5M -R",
          "-t 2 -u -b 2M -P 2",
          "-t 2 -u -b 5M --bidir");

  private RunningIperf3Server server;

  @BeforeEach
  void start() {
    LocalIperf3.assume();
    server = Iperf3Server.on("tcp://:0").start();
  }

  @AfterEach
  void nothingIsLeft() {
    if (server != null) {
      await().untilAsserted(() -> assertThat(server.tests()).isZero());
      await().untilAsserted(() -> assertThat(server.counters().active()).isZero());
      server.close();
    }
  }

  @Test
  void sixteenClientsAtOnceAndEachHasItsOwnFigures() throws Exception {
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < 2 * MIX.size(); i++) {
      clients.add(client(MIX.get(i % MIX.size())));
    }
    for (Process client : clients) {
      LocalIperf3.report(client).assertMeasured();
    }
  }

  @Test
  void whoeverDiesOrTalksNonsenseHarmsNobodyElse() throws Exception {
    Process good = client("-t 3 -b 20M --bidir");
    Process doomed = client("-t 60 -R");
    await().until(() -> server.tests() == 2 && server.counters().bytesOut() > 1_000_000);
    doomed.destroyForcibly();
    talkNonsense();
    try (Socket halfOpen = connect()) {
      assertThat(halfOpen.isConnected()).isTrue();
      LocalIperf3.report(good).assertMeasured();
    }
  }

  private void talkNonsense() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 50; i++) {
      byte[] nonsense = new byte[random.nextInt(1, 2000)];
      random.nextBytes(nonsense);
      try (Socket socket = connect()) {
        socket.getOutputStream().write(nonsense);
      }
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.endpoint().port());
  }

  private Process client(String options) throws IOException {
    return LocalIperf3.client("127.0.0.1", server.endpoint().port(), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-n 4M", "-R -n 4M", "-P 3 -n 4M", "-k 64 -l 64K"})
  void bothEndsCountTheSameBytes(String options) throws Exception {
    var end = LocalIperf3.report(client(options)).json().path("end");
    double sent = end.at("/sum_sent/bytes").asDouble();
    assertThat(end.at("/sum_received/bytes").asDouble()).isCloseTo(sent, within(0.03 * sent));
  }

  @Test
  void weirsClientMeasuresTheRealServer() throws Exception {
    for (UnaryOperator<Iperf3Client> kind :
        List.<UnaryOperator<Iperf3Client>>of(
            client -> client,
            Iperf3Client::reverse,
            client -> client.streams(3),
            Iperf3Client::bidirectional,
            Iperf3Client::udp,
            client -> client.udp().reverse().streams(2),
            client -> client.udp().bidirectional())) {
      measure(kind);
    }
  }

  /** With a server of its own: the original closes its listener for a moment after each test. */
  private static void measure(UnaryOperator<Iperf3Client> kind) throws Exception {
    LocalPort port = LocalPort.free();
    Process real = LocalIperf3.server(port.number());
    try {
      port.awaitListener();
      assertMeasured(
          kind.apply(
                  Iperf3Client.to("127.0.0.1", port.number())
                      .duration(Duration.ofSeconds(1))
                      .bitrate(10_000_000))
              .run());
    } finally {
      real.destroyForcibly();
    }
  }

  private static void assertMeasured(Iperf3Result result) {
    assertThat(result.report().directions())
        .allSatisfy(direction -> assertThat(direction.bytesReceived()).isPositive());
    assertThat(result.report().remoteCpu().total()).isNotNegative();
  }
}
