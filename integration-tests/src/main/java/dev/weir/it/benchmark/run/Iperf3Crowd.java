package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many iperf3 clients at once. Measured is while all of them send: from when the last has connected
 * for so long; then they are stopped.
 */
final class Iperf3Crowd implements LiveVariant {

  private static final long LOOK_NANOS = 10_000_000;
  private static final int SET_UP_SECONDS = 20;
  private static final int CONNECTIONS_OF_A_TEST = 2;
  private static final double GIGA = 1e9;
  private static final int BITS = 8;

  private final Bench bench;
  private final ServerProcess server;
  private final int tests;

  Iperf3Crowd(Bench bench, ServerProcess server, int tests) {
    this.bench = bench;
    this.server = server;
    this.tests = tests;
  }

  @Override
  public String command() {
    return server.command();
  }

  @Override
  public Map<Measure, Double> trial(double seconds) throws IOException, InterruptedException {
    int whole = (int) Math.ceil(seconds) + 2 * SET_UP_SECONDS;
    List<Iperf3Client> clients = new ArrayList<>();
    try (CpuSamples cpu = CpuSamples.of(server.pid())) {
      long begun = System.nanoTime();
      for (int i = 0; i < tests; i++) {
        clients.add(client(whole));
      }
      awaitConnected(clients, begun);
      Map<Measure, Double> figures = measured(seconds, cpu);
      checkRunning(clients);
      return figures;
    } finally {
      clients.forEach(client -> client.process().destroy());
      clients.forEach(client -> Children.stop(client.process()));
    }
  }

  private Iperf3Client client(int seconds) throws IOException {
    return Iperf3Client.start(
        Words.join(bench.cpus().onClient(), Iperf3.client(server.port(), seconds)));
  }

  private void awaitConnected(List<Iperf3Client> clients, long begun) throws IOException {
    long latest = begun + TimeUnit.SECONDS.toNanos(SET_UP_SECONDS);
    while (server.port().connectionsIn(server.pid()) < (long) CONNECTIONS_OF_A_TEST * tests) {
      checkRunning(clients);
      if (System.nanoTime() > latest) {
        throw new IOException(
            "iperf3: %d connections of %d tests (expected: two each, within %d s)"
                .formatted(server.port().connectionsIn(server.pid()), tests, SET_UP_SECONDS));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static Map<Measure, Double> measured(double seconds, CpuSamples cpu) throws IOException {
    long bytes = -loopback(Files.readAllLines(Path.of("/proc/net/dev")));
    long from = System.nanoTime();
    long to = from + (long) (seconds * GIGA);
    while (System.nanoTime() < to) {
      LockSupport.parkNanos(to - System.nanoTime());
    }
    bytes += loopback(Files.readAllLines(Path.of("/proc/net/dev")));
    double elapsed = (System.nanoTime() - from) / GIGA;
    return Map.of(
        Measure.THROUGHPUT,
        BITS * bytes / elapsed,
        Measure.CPU_PER_GB,
        cpu.between(from, to) / (bytes / GIGA));
  }

  /** Bytes that the loopback device has received. */
  static long loopback(List<String> devices) {
    return devices.stream()
        .map(String::strip)
        .filter(line -> line.startsWith("lo:"))
        .mapToLong(line -> Long.parseLong(line.substring(3).strip().split("\\s+", 2)[0]))
        .findFirst()
        .orElse(0);
  }

  /** One that has ended did not send in all of the measured time. */
  private static void checkRunning(List<Iperf3Client> clients) throws IOException {
    List<Iperf3Client> ended = clients.stream().filter(Iperf3Client::ended).toList();
    if (!ended.isEmpty()) {
      throw new IOException(
          "iperf3: %d of %d clients ended early: %s"
              .formatted(ended.size(), clients.size(), ended.getFirst().reason()));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
