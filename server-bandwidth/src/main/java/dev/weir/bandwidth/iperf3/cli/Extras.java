package dev.weir.bandwidth.iperf3.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a client is asked for that the original does not know.
 *
 * @param csv whether to report as comma-separated values
 * @param plot whether to draw the throughput on a terminal
 * @param report the file to write a page with plots to
 * @param repeat how often to test, from 1
 * @param latency whether to measure what load does to the latency, instead of a test
 * @param probe told round trips of a probe that the test is to carry
 */
public record Extras(
    boolean csv,
    boolean plot,
    Optional<Path> report,
    int repeat,
    boolean latency,
    Optional<Consumer<Duration>> probe) {

  static final Extras NONE = new Extras(false, false, Optional.empty(), 1, false, Optional.empty());

  Extras asCsv() {
    return new Extras(true, plot, report, repeat, latency, probe);
  }

  Extras plotted() {
    return new Extras(csv, true, report, repeat, latency, probe);
  }

  Extras reported(Path file) {
    return new Extras(csv, plot, Optional.of(file), repeat, latency, probe);
  }

  Extras repeated(int times) {
    return new Extras(csv, plot, report, times, latency, probe);
  }

  Extras underLoad() {
    return new Extras(csv, plot, report, repeat, true, probe);
  }

  Extras probed(Consumer<Duration> told) {
    return new Extras(csv, plot, report, repeat, latency, Optional.of(told));
  }
}
