package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of the words of load generators, servers and the kernel. */
final class FiguresTest {

  @Test
  void aLoadTellsRateAndRoundTripsAndTheServersCpuIsShared() throws IOException {
    LoadReport report =
        LoadReport.of(
            """
            {"seconds":2.0,"requests":1000,"errors":0,"sent":1010,"received":1000,
             "p50_us":180.5,"p99_us":300,"p999_us":600}
            """);
    assertThat(LoadedServer.figures(report, 0.5))
        .containsEntry(Measure.RATE, 500.0)
        .containsEntry(Measure.CPU, 0.0005)
        .containsEntry(Measure.P50, 180.5 / 1e6)
        .containsEntry(Measure.P999, 600 / 1e6)
        .hasEntrySatisfying(Measure.DELIVERED, share -> assertThat(share).isBetween(99.0, 99.1));
  }

  @Test
  void aLoadWithErrorsMeasuresNothing() throws IOException {
    LoadReport report = LoadReport.of("{\"seconds\":1,\"requests\":10,\"errors\":3}");
    assertThatThrownBy(() -> LoadedServer.figures(report, 1))
        .hasMessage("load: 10 requests, 3 errors");
  }

  @Test
  void theTimeThatALoadAwaitsItsLastAnswersIsNotMeasured() throws IOException {
    LoadReport report = LoadReport.of("{\"seconds\":1.5,\"settled_seconds\":0.25}");
    LoadRun run = LoadRun.of(report, 10_000_000_000L);
    assertThat(run.end()).isEqualTo(9_750_000_000L);
    assertThat(run.start()).isEqualTo(8_250_000_000L);
  }

  @Test
  void aFloodCountsWhatArrived() throws IOException {
    LoadReport report = LoadReport.of("{\"seconds\":1,\"sent\":2000}");
    assertThat(Flood.figures(report, 1500, 0.3))
        .containsOnly(
            Map.entry(Measure.RATE, 1500.0),
            Map.entry(Measure.CPU, 0.3 / 1500),
            Map.entry(Measure.DELIVERED, 75.0));
    assertThatThrownBy(() -> Flood.figures(report, 0, 1)).hasMessageContaining("0 received");
  }

  @Test
  void weirsMetricsAreSummedOverSockets() {
    String metrics =
        """
        # TYPE weir_datagrams_total counter
        weir_datagrams_total{direction="in",server="discard",shard="0"} 40.0
        weir_datagrams_total{direction="in",server="discard",shard="1"} 2.0
        weir_datagrams_total{direction="out",server="discard",shard="0"} 7.0
        weir_datagrams_dropped_total{direction="in"} 9.0
        """;
    assertThat(Flood.counted(metrics)).isEqualTo(42);
  }

  @Test
  void iperf3SaysWhatWasReceived() throws IOException {
    String json = "{\"end\":{\"sum_received\":{\"bytes\":2000000000,\"bits_per_second\":1.6e10}}}";
    assertThat(Iperf3Test.figures(new ObjectMapper().readTree(json), 0.2))
        .containsOnly(Map.entry(Measure.THROUGHPUT, 1.6e10), Map.entry(Measure.CPU_PER_GB, 0.1));
  }

  @Test
  void anErrorOfIperf3IsTold() throws IOException {
    var json = new ObjectMapper().readTree("{\"error\":\"the server is busy\"}");
    assertThatThrownBy(() -> Iperf3Test.figures(json, 0)).hasMessage("iperf3: the server is busy");
  }

  @Test
  void aClientThatEndsEarlySaysWhy() {
    assertThat(Iperf3Client.reason("{\"error\":\"unable to connect\"}"))
        .isEqualTo("unable to connect");
    assertThat(Iperf3Client.reason("")).isEqualTo("no error");
    assertThat(Iperf3Client.reason("{")).isEqualTo("no report");
  }

  @Test
  void theLoopbackDeviceIsCounted() {
    assertThat(
            Iperf3Crowd.loopback(
                List.of(
                    "Inter-|   Receive                |  Transmit",
                    "  eth0: 99 1 0 0 0 0 0 0 99 1",
                    "    lo: 12345 7 0 0 0 0 0 0 12345 7")))
        .isEqualTo(12_345);
  }
}
