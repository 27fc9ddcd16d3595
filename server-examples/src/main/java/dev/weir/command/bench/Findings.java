package dev.weir.command.bench;

import dev.weir.bandwidth.load.Latency;
import dev.weir.bandwidth.report.html.Series;
import java.util.List;
import java.util.Optional;

/**
 * What a part found.
 *
 * @param measures the rows of the table
 * @param rates the figure of column "Rate" over time, a line for each measure
 * @param latency the whole distribution, for echo
 */
record Findings(List<Measure> measures, List<Series> rates, Optional<Latency> latency) {

  /** What a part found that did not come to measuring. */
  static final Findings NONE = new Findings(List.of(), List.of(), Optional.empty());

  Findings {
    measures = List.copyOf(measures);
    rates = List.copyOf(rates);
  }
}
