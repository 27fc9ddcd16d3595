package dev.weir.bandwidth.report.html;

import java.util.List;

/**
 * How a value is distributed: percentiles on an axis on which each further nine takes the same
 * room. The values' axis is logarithmic where they differ much.
 *
 * @param title the heading
 * @param unit of the values
 * @param series points of percentile (0 to 100) and value; see {@link Series#percentiles}
 */
public record PercentilePlot(String title, Unit unit, List<Series> series) implements Plot {

  /** Copies the list. */
  public PercentilePlot {
    series = List.copyOf(series);
  }

  /**
   * A plot without lines.
   *
   * @param title the heading
   * @param unit of the values
   * @return the plot
   */
  public static PercentilePlot titled(String title, Unit unit) {
    return new PercentilePlot(title, unit, List.of());
  }

  /**
   * Adds a line.
   *
   * @param line points of percentile and value
   * @return a new plot
   */
  public PercentilePlot add(Series line) {
    return new PercentilePlot(title, unit, Longer.by(series, line));
  }
}
