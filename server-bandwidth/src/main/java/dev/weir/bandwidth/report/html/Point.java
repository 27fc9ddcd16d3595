package dev.weir.bandwidth.report.html;

/**
 * A point of a series.
 *
 * @param x seconds since the start, or a percentile
 * @param y the value in the plot's unit; not a number leaves a gap in the line
 */
public record Point(double x, double y) {

  boolean drawable() {
    return Double.isFinite(x) && Double.isFinite(y);
  }
}
