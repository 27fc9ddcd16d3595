package dev.weir.bandwidth.report.html;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A named line of a plot.
 *
 * @param name what the line is, shown beside it
 * @param points in ascending order of x
 */
public record Series(String name, List<Point> points) {
  private static final int STEPS_PER_NINE = 12;
  private static final int MOST_NINES = 6;
  private static final double MEDIAN = 50;
  private static final double NEARLY = 1e-6;

  /** Copies the list. */
  public Series {
    points = List.copyOf(points);
  }

  /**
   * A line of points.
   *
   * @param name what the line is
   * @param points in ascending order of x
   * @return the series
   */
  public static Series of(String name, List<Point> points) {
    return new Series(name, points);
  }

  /**
   * A value for each second, each shown at the end of its second.
   *
   * @param name what the line is
   * @param values in the plot's unit
   * @return the series
   */
  public static Series perSecond(String name, double... values) {
    return new Series(
        name,
        IntStream.range(0, values.length).mapToObj(i -> new Point(i + 1, values[i])).toList());
  }

  /**
   * The line of a distribution, as far out as its count supports: ten thousand samples have a
   * 99.99th percentile, not a further one.
   *
   * @param name what the line is
   * @param valueAt value in the plot's unit at a percentile from 0 to 100, such as a histogram's
   * @param count samples in the distribution; without any, the line is empty
   * @return the series
   */
  public static Series percentiles(String name, DoubleUnaryOperator valueAt, long count) {
    List<Point> points =
        DoubleStream.concat(DoubleStream.of(MEDIAN), steps())
            .filter(percentile -> count * (1 - percentile / 100) >= 1 - 1e-6)
            .sorted()
            .mapToObj(percentile -> new Point(percentile, valueAt.applyAsDouble(percentile)))
            .toList();
    return new Series(name, points);
  }

  /** The value at the first point from a place on; not a number where the line ends before. */
  double from(double x) {
    return points.stream()
        .filter(point -> point.x() >= x - NEARLY)
        .mapToDouble(Point::y)
        .findFirst()
        .orElse(Double.NaN);
  }

  DoubleStream values() {
    return points.stream().filter(Point::drawable).mapToDouble(Point::y);
  }

  DoubleStream places() {
    return points.stream().filter(Point::drawable).mapToDouble(Point::x);
  }

  private static DoubleStream steps() {
    return IntStream.rangeClosed(0, MOST_NINES * STEPS_PER_NINE)
        .mapToDouble(step -> 100 * (1 - Math.pow(10, -(double) step / STEPS_PER_NINE)));
  }
}
