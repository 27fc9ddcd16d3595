package dev.weir.bandwidth.report.html;

import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Chooses the axes that fit a plot's data. */
final class Axes {
  private Axes() {}

  static Axis across(Plot plot, int steps) {
    return switch (plot) {
      case TimePlot time -> LinearAxis.time(latest(time), steps);
      case PercentilePlot _ -> PercentileAxis.upTo(most(plot, Series::places));
    };
  }

  static Axis up(Plot plot, int steps) {
    double low = all(plot, Series::values).min().orElse(0);
    double high = most(plot, Series::values);
    boolean logarithmic =
        plot instanceof PercentilePlot && low > 0 && high / low >= LogAxis.WORTHWHILE;
    return logarithmic
        ? LogAxis.between(low, high, plot.unit())
        : LinearAxis.upTo(low, high, Math.min(steps, 6), plot.unit());
  }

  private static double latest(TimePlot plot) {
    double mark = plot.marks().stream().mapToDouble(Mark::seconds).max().orElse(0);
    return Math.max(mark, most(plot, Series::places));
  }

  private static double most(Plot plot, Function<Series, DoubleStream> values) {
    return all(plot, values).max().orElse(0);
  }

  private static DoubleStream all(Plot plot, Function<Series, DoubleStream> values) {
    return plot.series().stream().map(values).flatMapToDouble(s -> s);
  }
}
