package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Loops;
import dev.weir.server.metrics.MeterPage;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestMetersTest {

  private static final String PAGE =
      """
      # Metrics of a bandwidth server

      `weir serve bandwidth` with `--admin`, and `Iperf3Server.metrics(registry)`, register these besides
      [those of every server](metrics.md). Meters of a test are there while its data flows, for %d tests at a time at
      most; **`test`** is the beginning of its cookie, which JSON reports show too. No tag ever tells a peer.

      This page is generated from the table in the code; the test of that table rewrites it.

      """
          .formatted(Activity.MOST);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Loops loops = Loops.of(2, "meters");
  private final RunningIperf3Server server =
      Iperf3Server.on("tcp://127.0.0.1:0")
          .name("public")
          .loops(loops)
          .metrics(registry)
          .limits(Iperf3Limits.defaults().tests(100).testsPerAddress(80))
          .start();

  @AfterEach
  void everyMeterGoesWithTheServer() {
    server.close();
    loops.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  private double value(String name, String... tags) {
    Meter meter = registry.get(name).tags(tags).tag("server", "public").meter();
    return meter.measure().iterator().next().getValue();
  }

  private Stream<Meter> ofTests() {
    return registry.getMeters().stream().filter(meter -> meter.getId().getTag("test") != null);
  }

  @Test
  void aTestHasMetersWhileItRuns() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.agree("{\"time\":0}");
      Socket stream = client.stream();
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      stream.getOutputStream().write(new byte[1_000_000]);
      String name = client.cookie().substring(0, 8);
      await()
          .untilAsserted(() ->
              assertThat(value("weir.test.bytes", "test", name, "direction", "in")).isEqualTo(1e6));
      assertThat(value("weir.test.streams", "test", name)).isEqualTo(1);
      assertThat(value("weir.tests.running")).isEqualTo(1);
      assertThat(value("weir.tests.tcp.bytes", "direction", "in")).isEqualTo(1e6);
      client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).send(State.CLIENT_TERMINATE);
      client.expectEnd();
    }
    await().untilAsserted(() -> assertThat(value("weir.tests.running")).isZero());
    assertThat(ofTests()).isEmpty();
    assertThat(value("weir.tests.tcp.bytes", "direction", "in")).isEqualTo(1e6);
    assertThat(value("weir.tests.ended", "outcome", "failed")).isEqualTo(1);
  }

  @Test
  void aTestThatEndsWellIsCounted() throws Exception {
    Iperf3Client.to("127.0.0.1", server.endpoint().port()).bytes(100_000).loops(loops).run();
    await()
        .untilAsserted(
            () -> assertThat(value("weir.tests.ended", "outcome", "measured")).isEqualTo(1));
  }

  @Test
  void noMoreTestsHaveMetersThanIsSaid() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < Activity.MOST + 4; i++) {
      clients.add(new RawClient(server).run("{}"));
    }
    await()
        .untilAsserted(
            () -> assertThat(value("weir.tests.running")).isEqualTo(Activity.MOST + 4.0));
    assertThat(ofTests().map(meter -> meter.getId().getTag("test")).distinct())
        .hasSize(Activity.MOST);
    for (RawClient client : clients) {
      client.close();
    }
    await().untilAsserted(() -> assertThat(ofTests()).isEmpty());
  }

  @Test
  void theReferenceIsTheTable() throws IOException {
    Path page = Path.of("..", "docs", "metrics-bandwidth.md");
    String text = PAGE + MeterPage.table(TestMeters.all());
    if ("write".equals(System.getProperty("weir.docs"))) {
      Files.writeString(page, text);
    }
    assertThat(page)
        .as("write it with ./mvnw -am -pl server-bandwidth test -Dweir.docs=write")
        .hasContent(text);
  }
}
