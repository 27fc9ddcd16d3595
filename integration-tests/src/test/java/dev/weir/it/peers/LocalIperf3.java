package dev.weir.it.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The iperf3 of this machine, run as a user runs it. */
final class LocalIperf3 {

  private LocalIperf3() {}

  /** Leaves a test out where there is none. */
  static void assume() {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(place -> new File(place, "iperf3").canExecute());
    assumeTrue(there, "no iperf3 on the PATH: run docker/setup");
  }

  /** Starts a client whose report is JSON. */
  static Process client(String host, int port, String options) throws IOException {
    List<String> line =
        new ArrayList<>(List.of("iperf3", "-c", host, "-p", Integer.toString(port), "-J"));
    if (!options.isBlank()) {
      line.addAll(List.of(options.split(" ")));
    }
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  /** Waits for a client to end and reads what it printed. */
  static ClientReport report(Process client) throws IOException {
    return ClientReport.parse(
        new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** A server that ends with its process. */
  static Process server(int port) throws IOException {
    return new ProcessBuilder("iperf3", "-s", "-p", Integer.toString(port), "--forceflush")
        .redirectErrorStream(true)
        .start();
  }
}
