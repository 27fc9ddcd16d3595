package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.stream.DoubleStream;

/** The figures behind a plot, as a table: for who cannot see it, and for who wants the number. */
final class PlotFigures {
  private final Plot plot;

  PlotFigures(Plot plot) {
    this.plot = plot;
  }

  Table table() {
    Table table =
        switch (plot) {
          case TimePlot _ -> empty().columns("Line", "Lowest", "Median", "Mean", "Highest");
          case PercentilePlot _ ->
              empty().columns("Line", "Median", "p90", "p99", "p99.9", "Furthest");
        };
    List<Series> series = plot.series().stream().limit(Plot.NAMED).toList();
    for (Series line : series) {
      table = table.row(line.name(), cells(line));
    }
    return table;
  }

  private Table empty() {
    return Table.titled("Figures of " + plot.title());
  }

  private Cell[] cells(Series line) {
    DoubleStream figures =
        switch (plot) {
          case TimePlot _ -> overTime(line.values().sorted().toArray());
          case PercentilePlot _ ->
              DoubleStream.concat(
                  DoubleStream.of(50, 90, 99, 99.9).map(line::from), furthest(line));
        };
    return figures.mapToObj(value -> Figure.of(plot.unit(), value)).toArray(Cell[]::new);
  }

  private DoubleStream overTime(double[] sorted) {
    Figure all = Figure.median(plot.unit(), sorted);
    double mean = DoubleStream.of(sorted).average().orElse(Double.NaN);
    return DoubleStream.of(all.low(), all.value(), mean, all.high());
  }

  private static DoubleStream furthest(Series line) {
    return DoubleStream.of(line.values().reduce(Double.NaN, (_, last) -> last));
  }
}
