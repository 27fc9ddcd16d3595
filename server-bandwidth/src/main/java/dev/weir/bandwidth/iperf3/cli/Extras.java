package dev.weir.bandwidth.iperf3.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a client is asked for that the original does not know.
 *
 * @param csv whether to report as comma-separated values
 * @param plot whether to draw the throughput on a terminal
 * @param report the file to write a page with plots to
 * @param repeat how often to test, from 1
 */
public record Extras(boolean csv, boolean plot, Optional<Path> report, int repeat) {

  static final Extras NONE = new Extras(false, false, Optional.empty(), 1);

  Extras asCsv() {
    return new Extras(true, plot, report, repeat);
  }

  Extras plotted() {
    return new Extras(csv, true, report, repeat);
  }

  Extras reported(Path file) {
    return new Extras(csv, plot, Optional.of(file), repeat);
  }

  Extras repeated(int times) {
    return new Extras(csv, plot, report, times);
  }
}
