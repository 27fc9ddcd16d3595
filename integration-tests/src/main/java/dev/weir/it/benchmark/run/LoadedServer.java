package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.DoubleFunction;

/** A server under a load generator that tells requests and round trips. */
final class LoadedServer implements LiveVariant {

  private static final double MICROS = 1e6;
  private static final double PERCENT = 100;

  private final ServerProcess server;
  private final DoubleFunction<List<String>> load;

  /**
   * Puts a load on a server.
   *
   * @param server that runs
   * @param load the generator's command line for so many seconds
   */
  LoadedServer(ServerProcess server, DoubleFunction<List<String>> load) {
    this.server = server;
    this.load = load;
  }

  @Override
  public String command() {
    return server.command();
  }

  @Override
  public Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException {
    if (!server.alive()) {
      throw new IOException("the server has ended: " + server.command());
    }
    try (CpuSamples cpu = CpuSamples.of(server.pid())) {
      LoadRun run = LoadRun.of(load.apply(seconds));
      return figures(run.report(), cpu.between(run.start(), run.end()));
    }
  }

  @Override
  public OptionalLong worker() {
    return OptionalLong.of(server.pid());
  }

  /** What a report says; without a single request it says that nothing works. */
  static Map<Measure, Double> figures(LoadReport report, double cpu) throws IOException {
    double requests = report.number("requests").orElse(0);
    double errors = report.number("errors").orElse(0);
    if (requests == 0 || errors > 0) {
      throw new IOException("load: %.0f requests, %.0f errors".formatted(requests, errors));
    }
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(Measure.RATE, requests / report.seconds());
    figures.put(Measure.CPU, cpu / requests);
    time(figures, Measure.P50, report, "p50_us");
    time(figures, Measure.P99, report, "p99_us");
    time(figures, Measure.P999, report, "p999_us");
    report
        .number("cpu_seconds")
        .ifPresent(used -> figures.put(Measure.LOAD, PERCENT * used / report.seconds()));
    double sent = report.number("sent").orElse(0);
    if (sent > 0 && report.number("received").isPresent()) {
      figures.put(Measure.DELIVERED, PERCENT * report.number("received").getAsDouble() / sent);
    }
    return figures;
  }

  private static void time(
      Map<Measure, Double> figures, Measure measure, LoadReport report, String field) {
    report.number(field).ifPresent(micros -> figures.put(measure, micros / MICROS));
  }

  @Override
  public void close() {
    server.close();
  }
}
