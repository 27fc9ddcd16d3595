package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.bandwidth.report.DirectionTotals;
import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.ServerOutput;
import dev.weir.bandwidth.report.StreamTotals;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;
import dev.weir.server.Loops;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weir's client against Weir's server, over real sockets. */
class BothEndsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Queue<TestReport> served = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Loops loops = Loops.of(2, "ends");
  private final RunningIperf3Server server = start("tcp://:0");

  private RunningIperf3Server start(String endpoint) {
    return Iperf3Server.on(endpoint).loops(loops).tests(Listener::new).start();
  }

  /** Keeps what the server tells. */
  private final class Listener implements TestEvents {
    @Override
    public void finished(TestReport report) {
      served.add(report);
    }

    @Override
    public void failed(String error) {
      failures.add(error);
    }
  }

  @AfterEach
  void nothingIsLeft() {
    await().untilAsserted(() -> assertThat(server.tests()).isZero());
    await().untilAsserted(() -> assertThat(server.counters().active()).isZero());
    server.close();
    loops.close();
  }

  private Iperf3Client client() {
    return Iperf3Client.to("127.0.0.1", server.endpoint().port()).loops(loops).duration(SECOND);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "3, false", "1, true", "2, true"})
  void bytesSentAreBytesReceived(int streams, boolean reverse) throws Exception {
    Iperf3Client test = client().streams(streams).bytes(8 << 20);
    Iperf3Result result = (reverse ? test.reverse() : test).run();

    DirectionTotals totals = result.first();
    assertThat(totals.streams()).hasSize(streams);
    assertThat(totals.sender()).isEqualTo(!reverse);
    assertThat(totals.bytesReceived()).isGreaterThanOrEqualTo(8 << 20);
    assertThat(totals.bytesSent()).isGreaterThanOrEqualTo(totals.bytesReceived());
    assertThat(totals.retransmitsKnown()).isTrue();
    assertThat(result.bitrate()).isPositive();
    assertThat(served).hasSize(1);
  }

  /** A server may have sent everything by the time that the client looks. */
  @Test
  void aFewBytesOfTheServerEndATest() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(client().reverse().bytes(1000).run().first().bytesReceived())
          .isGreaterThanOrEqualTo(1000);
    }
  }

  @Test
  void fractionsOfSecondsAreNotRoundedToNoEnd() {
    assertThatThrownBy(() -> client().duration(Duration.ofMillis(500)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("duration: PT0.5S (expected: whole seconds)");
    assertThatThrownBy(() -> client().omit(Duration.ofMillis(1500)))
        .hasMessageStartingWith("omit: PT1.5S (expected: whole seconds)");
  }

  @Test
  void bothDirectionsAreCountedApart() throws Exception {
    Iperf3Result result = client().bidirectional().streams(2).bitrate(40_000_000).run();

    List<DirectionTotals> directions = result.report().directions();
    assertThat(directions).extracting(DirectionTotals::sender).containsExactly(true, false);
    for (DirectionTotals direction : directions) {
      assertThat(direction.streams()).hasSize(2);
      assertThat(direction.bytesSent() * 8.0).isBetween(60e6, 100e6);
      assertThat(direction.bytesReceived()).isBetween(1L, direction.bytesSent());
    }
    assertThat(directions.getFirst().streams())
        .extracting(totals -> totals.stream().id())
        .containsExactly(1, 3);
  }

  @ParameterizedTest
  @CsvSource({"false, 32", "true, 32", "false, 64", "true, 64"})
  void datagramsAreNumberedFromOneAndNoneIsMissed(boolean reverse, int counters) throws Exception {
    Iperf3Client test =
        client()
            .udp()
            .streams(2)
            .blockSize(1000)
            .bitrate(4_000_000)
            .blocks(500)
            .with(Parameter.UDP_COUNTERS_64BIT, counters == 64 ? 1 : 0);
    Iperf3Result result = (reverse ? test.reverse() : test).run();

    assertThat(result.first().streams()).hasSize(2);
    assertThat(result.first().bytesReceived()).isGreaterThanOrEqualTo(reverse ? 500_000 : 1000);
    for (StreamTotals stream : result.first().streams()) {
      var udp = stream.udp().orElseThrow();
      assertThat(udp.sent()).isPositive();
      assertThat(udp.lost()).isZero();
      assertThat(udp.received()).isBetween(1L, udp.sent());
      assertThat(stream.bytesReceived()).isEqualTo(udp.received() * 1000);
    }
  }

  @Test
  void datagramsGoBothWays() throws Exception {
    Iperf3Result result = client().udp().bidirectional().bitrate(2_000_000).run();
    assertThat(result.report().directions())
        .hasSize(2)
        .allSatisfy(direction -> assertThat(direction.bytesReceived()).isPositive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void aDualStackServerIsReachedByEveryName(String host) throws Exception {
    Iperf3Client test =
        Iperf3Client.to(host, server.endpoint().port()).loops(loops).duration(SECOND);
    assertThat(test.bytes(1 << 20).run().first().bytesReceived()).isGreaterThanOrEqualTo(1 << 20);
    assertThat(test.udp().run().first().bytesReceived()).isPositive();
  }

  @Test
  void intervalsAreToldWhileTheTestRuns() throws Exception {
    List<IntervalReport> live = new ArrayList<>();
    Iperf3Result result =
        client().interval(0.25).bitrate(10_000_000).omit(SECOND).onInterval(live::add).run();

    assertThat(result.intervals()).isEqualTo(live);
    assertThat(live).hasSizeBetween(6, 10);
    assertThat(live.getFirst().sums().getFirst().omitted()).isTrue();
    assertThat(live.getLast().sums().getFirst().omitted()).isFalse();
    assertThat(result.report().seconds()).isBetween(0.9, 5.0);
  }

  @Test
  void theServersOutputComesWithItsResults() throws Exception {
    Iperf3Result text = client().with(Parameter.GET_SERVER_OUTPUT, 1).bytes(100_000).run();
    assertThat(text.report().serverOutput())
        .hasValueSatisfying(output ->
            assertThat(((ServerOutput.Text) output).text())
                .startsWith("Accepted connection from 127.0.0.1")
                .endsWith("receiver\n"));
  }

  @Test
  void whatWasUnderWayWhenTheClientEndedIsCounted() throws IOException {
    int sent = 6_000_000;
    try (RawClient client = new RawClient(server)) {
      client.agree("{\"window\":8000000}");
      Socket stream = client.stream();
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      stream.getOutputStream().write(new byte[sent]);
      client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).document(RESULTS);
      byte[] told = new byte[client.in().readInt()];
      client.in().readFully(told);
      Matcher bytes =
          Pattern.compile("\"bytes\":(\\d+)").matcher(new String(told, StandardCharsets.UTF_8));
      assertThat(bytes.find()).isTrue();
      assertThat(Long.parseLong(bytes.group(1))).isEqualTo(sent);
      client.expect(State.DISPLAY_RESULTS).send(State.IPERF_DONE).expectEnd();
    }
  }

  private static final String RESULTS =
      """
      {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,"sender_has_retransmits":0,\
      "streams":[]}\
      """;

  @Test
  void aTestCanBeStoppedWithItsResults() throws Exception {
    Iperf3Test test = client().duration(Duration.ZERO).bitrate(10_000_000).start();
    await().until(() -> server.tests() == 1 && !serverIsSettingUp());
    test.stop();
    assertThat(test.result().get(10, TimeUnit.SECONDS).report().receiverSeconds()).isPositive();
  }

  private boolean serverIsSettingUp() {
    return server.counters().bytesIn() < 200_000;
  }

  @Test
  void aTestCanBeCancelledAndTheServerIsTold() {
    Iperf3Test test = client().duration(Duration.ZERO).bitrate(10_000_000).start();
    await().until(() -> server.tests() == 1 && !serverIsSettingUp());
    test.cancel();
    assertThatThrownBy(() -> test.result().get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(TestFailure.class)
        .hasMessage("the client has terminated");
    await().untilAsserted(() -> assertThat(failures).contains("the client has terminated"));
    assertThat(served).hasSize(1);
  }

  @Test
  void aServerThatClosesTellsItsClients() {
    Iperf3Test test = client().duration(Duration.ZERO).bitrate(10_000_000).start();
    await().until(() -> server.tests() == 1 && !serverIsSettingUp());
    server.close();
    assertThatThrownBy(() -> test.result().get(10, TimeUnit.SECONDS))
        .cause()
        .hasMessage("the server has terminated");
  }

  @Test
  void whyNobodyAnswersIsToldInTheProtocolsWords() throws Exception {
    int port = server.endpoint().port();
    server.close();
    TestFailure refused =
        catchThrowableOfType(
            TestFailure.class, () -> Iperf3Client.to("127.0.0.1", port).loops(loops).run());
    assertThat(refused.code()).isEqualTo(ErrorCode.CONNECT);
    assertThat(refused.reason()).endsWith("etc.: Connection refused");
  }

  @Test
  void whatAServerRefusesIsToldInTheProtocolsWords() {
    try (RunningIperf3Server strict =
        Iperf3Server.on("tcp://127.0.0.1:0")
            .loops(loops)
            .limits(Iperf3Limits.defaults().longest(5))
            .start()) {
      TestFailure refused =
          catchThrowableOfType(
              TestFailure.class,
              () ->
                  Iperf3Client.to("127.0.0.1", strict.endpoint().port())
                      .loops(loops)
                      .duration(Duration.ofSeconds(6))
                      .run());
      assertThat(refused.code()).isEqualTo(ErrorCode.MAXIMUM_DURATION);
    }
  }

  @Test
  void aServersNameAndPortAreRead() {
    assertThatThrownBy(() -> Iperf3Client.to("no such host"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Iperf3Client.to("[::1]:5201")).isNotNull();
    assertThat(Iperf3Client.to("server")).isNotNull();
  }
}
