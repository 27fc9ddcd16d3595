package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.Spread;
import dev.weir.bandwidth.report.Units;
import java.util.Locale;

/**
 * Latency under load, a line for each phase.
 *
 * @param form of the lines
 * @param units of the load's rate, where the form is text
 */
record LatencyTable(Form form, Units units) {

  enum Form {
    /** Lines for people. */
    TEXT,
    /** One object a line. */
    JSON,
    /** Comma-separated values. */
    CSV
  }

  String head(String host) {
    return switch (form) {
      case TEXT ->
          """
          Round trips of a TCP probe to %s: two segments every 50 ms on a connection of its own
          %-10s %8s %12s %12s %12s   %s
          """
              .formatted(host, "", "probes", "p50", "p95", "p99", "load");
      case JSON -> "";
      case CSV -> "phase,probes,p50_ms,p95_ms,p99_ms,load_bits_per_second\n";
    };
  }

  String row(LatencyPhase phase, Spread micros, double load) {
    return switch (form) {
      case TEXT ->
          "%-10s %8d %9s ms %9s ms %9s ms   %s\n"
              .formatted(
                  phase.text(),
                  micros.values().size(),
                  at(micros, 0.5),
                  at(micros, 0.95),
                  at(micros, 0.99),
                  phase == LatencyPhase.IDLE ? "-" : units.rate(load).strip());
      case JSON ->
          String.format(
              Locale.ROOT,
              "{\"event\":\"latency\",\"data\":{\"phase\":\"%s\",\"probes\":%d,\"p50_ms\":%s,"
                  + "\"p95_ms\":%s,\"p99_ms\":%s,\"load_bits_per_second\":%.0f}}\n",
              phase.text(),
              micros.values().size(),
              at(micros, 0.5),
              at(micros, 0.95),
              at(micros, 0.99),
              load);
      case CSV ->
          String.format(
              Locale.ROOT,
              "%s,%d,%s,%s,%s,%.0f\n",
              phase.text(),
              micros.values().size(),
              at(micros, 0.5),
              at(micros, 0.95),
              at(micros, 0.99),
              load);
    };
  }

  private static String at(Spread micros, double part) {
    return String.format(Locale.ROOT, "%.3f", micros.quantile(part) / 1000);
  }
}
