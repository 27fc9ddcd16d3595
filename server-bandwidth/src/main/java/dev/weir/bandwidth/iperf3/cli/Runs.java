package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.CsvReport;
import dev.weir.bandwidth.report.DirectionTotals;
import dev.weir.bandwidth.report.Spread;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;
import dev.weir.bandwidth.report.Units;
import dev.weir.bandwidth.report.html.Figure;
import dev.weir.bandwidth.report.html.Section;
import dev.weir.bandwidth.report.html.Table;
import dev.weir.bandwidth.report.html.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What repeated tests measured: bits per second at the receiver, for each direction. */
final class Runs implements TestEvents {

  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  @Override
  public synchronized void finished(TestReport report) {
    for (DirectionTotals way : report.directions()) {
      rates
          .computeIfAbsent(way.sender() ? "up" : "down", none -> new ArrayList<>())
          .add(way.bytesReceived() * Byte.SIZE / Math.max(1e-9, report.receiverSeconds()));
    }
  }

  private synchronized Map<String, Spread> spreads() {
    return rates.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> new Spread(entry.getValue()),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  /** Whether no test has measured anything. */
  synchronized boolean none() {
    return rates.isEmpty();
  }

  /** One line for each direction. */
  String text(Units units) {
    StringBuilder text = new StringBuilder("- ".repeat(25).stripTrailing()).append('\n');
    spreads()
        .forEach((way, spread) ->
            text.append(
                "%d runs %s: median %s, quartiles %s to %s, least %s, most %s\n"
                    .formatted(
                        spread.values().size(),
                        way,
                        units.rate(spread.median()).strip(),
                        units.rate(spread.quantile(0.25)).strip(),
                        units.rate(spread.quantile(0.75)).strip(),
                        units.rate(spread.least()).strip(),
                        units.rate(spread.most()).strip())));
    return text.toString();
  }

  /** The same as lines of a {@link CsvReport}, whose first column is the number of runs. */
  String csv() {
    StringBuilder lines = new StringBuilder();
    spreads()
        .forEach((way, spread) -> {
          lines.append(csv(way, spread, "median", spread.median()));
          lines.append(csv(way, spread, "quartile1", spread.quantile(0.25)));
          lines.append(csv(way, spread, "quartile3", spread.quantile(0.75)));
          lines.append(csv(way, spread, "least", spread.least()));
          lines.append(csv(way, spread, "most", spread.most()));
        });
    return lines.toString();
  }

  private static String csv(String way, Spread spread, String kind, double bits) {
    return String.format(
        Locale.ROOT,
        "%d,%s,ALL,%s,receiver,,,,%.0f,,,,,,,\n",
        spread.values().size(),
        kind,
        way,
        bits);
  }

  /** The same as a JSON object. */
  String json() {
    return spreads().entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(Spread spread) {
    return String.format(
        Locale.ROOT,
        "{\"runs\":%d,\"median\":%.0f,\"quartile1\":%.0f,\"quartile3\":%.0f,\"least\":%.0f,"
            + "\"most\":%.0f,\"unit\":\"bits_per_second\"}",
        spread.values().size(),
        spread.median(),
        spread.quantile(0.25),
        spread.quantile(0.75),
        spread.least(),
        spread.most());
  }

  /** The same as a table of a page. */
  Section section() {
    Table table =
        Table.titled("Throughput at the receiver")
            .columns(
                "Direction", "Runs", "Median", "First quartile", "Third quartile", "Least", "Most");
    for (Map.Entry<String, Spread> entry : spreads().entrySet()) {
      Spread spread = entry.getValue();
      table =
          table.row(
              entry.getKey(),
              Figure.of(Unit.COUNT, (long) spread.values().size()),
              rate(spread.median()),
              rate(spread.quantile(0.25)),
              rate(spread.quantile(0.75)),
              rate(spread.least()),
              rate(spread.most()));
    }
    return Section.titled("All runs").add(table);
  }

  private static Figure rate(double bits) {
    return Figure.of(Unit.BITS_PER_SECOND, bits);
  }
}
