package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A server of datagrams that answers nobody, under a flood; it is asked what it received. */
final class Flood implements LiveVariant {

  private static final double PERCENT = 100;
  private static final String COUNTER = "weir_datagrams_total";

  private final Bench bench;
  private final ServerProcess server;
  private final int size;
  private final Count received;

  private Flood(Bench bench, ServerProcess server, int size, Count received) {
    this.bench = bench;
    this.server = server;
    this.size = size;
    this.received = received;
  }

  /** How many datagrams a server has received since its start. */
  private interface Count {
    double now() throws IOException, InterruptedException;
  }

  /** Weir, asked by its metrics. */
  static Flood onWeir(Bench bench, Servers.AdminLine line, int size) throws IOException {
    Port admin = Port.free();
    ServerProcess server = Servers.start(port -> line.at(port, admin));
    server.awaitBound(admin);
    URI metrics = URI.create("http://127.0.0.1:" + admin.number() + "/metrics");
    return new Flood(bench, server, size, () -> counted(get(metrics)));
  }

  /** The sink in C, asked by a signal. */
  static Flood onC(Bench bench, Servers.Line line, int size) throws IOException {
    ServerProcess server = Servers.start(line);
    return new Flood(bench, server, size, () -> told(server));
  }

  private static String get(URI page) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  /** The sum over sockets of what came in. */
  static double counted(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(COUNTER + "{") && line.contains("direction=\"in\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static double told(ServerProcess server) throws IOException, InterruptedException {
    int before = server.printed();
    server.signal("USR1");
    List<String> lines = server.printedBeyond(before);
    return LoadReport.of(lines.getLast())
        .number("datagrams")
        .orElseThrow(() -> new IOException("no count: " + lines.getLast()));
  }

  @Override
  public String command() {
    return server.command();
  }

  @Override
  public Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException {
    double before = received.now();
    try (CpuSamples cpu = CpuSamples.of(server.pid())) {
      LoadRun run =
          LoadRun.of(
              bench.load("udp-flood", server.port(), seconds, "--size", Integer.toString(size)));
      double used = cpu.all();
      return figures(run.report(), received.now() - before, used);
    }
  }

  static Map<Measure, Double> figures(LoadReport report, double received, double cpu)
      throws IOException {
    double sent = report.number("sent").orElse(0);
    if (received <= 0 || sent <= 0) {
      throw new IOException("flood: %.0f sent, %.0f received".formatted(sent, received));
    }
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(Measure.RATE, received / report.seconds());
    figures.put(Measure.CPU, cpu / received);
    figures.put(Measure.DELIVERED, PERCENT * received / sent);
    report
        .number("cpu_seconds")
        .ifPresent(used -> figures.put(Measure.LOAD, PERCENT * used / report.seconds()));
    return figures;
  }

  @Override
  public void close() {
    server.close();
  }
}
