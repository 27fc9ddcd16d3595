package dev.weir.it.benchmark.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One iperf3 client after the other against a server. */
final class Iperf3Test implements LiveVariant {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double GIGA = 1e9;

  private final Bench bench;
  private final ServerProcess server;
  private final String[] more;

  Iperf3Test(Bench bench, ServerProcess server, String... more) {
    this.bench = bench;
    this.server = server;
    this.more = more.clone();
  }

  @Override
  public String command() {
    return server.command();
  }

  @Override
  public Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException {
    int whole = (int) Math.max(1, Math.ceil(seconds));
    try (CpuSamples cpu = CpuSamples.of(server.pid())) {
      Process client =
          Children.start(
              Words.join(bench.cpus().onClient(), Iperf3.client(server.port(), whole, more)), null);
      try {
        String json = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        client.waitFor();
        return figures(MAPPER.readTree(json), cpu.all());
      } finally {
        Children.stop(client);
      }
    }
  }

  /** What arrived, and what the server spent on it from the first connection to the last. */
  static Map<Measure, Double> figures(JsonNode report, double cpu) throws IOException {
    JsonNode received = report.path("end").path("sum_received");
    double bytes = received.path("bytes").asDouble();
    if (report.has("error") || bytes == 0) {
      throw new IOException("iperf3: " + report.path("error").asText("nothing received"));
    }
    return Map.of(
        Measure.THROUGHPUT,
        received.path("bits_per_second").asDouble(),
        Measure.CPU_PER_GB,
        cpu / (bytes / GIGA));
  }

  @Override
  public void close() {
    server.close();
  }
}
