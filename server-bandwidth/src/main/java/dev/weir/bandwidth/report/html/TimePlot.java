package dev.weir.bandwidth.report.html;

import java.util.List;

/**
 * Values over time, from zero: throughput, round-trip time, retransmits, loss.
 *
 * @param title the heading
 * @param unit of the values
 * @param series points of seconds since the start, and value
 * @param marks what happened when
 */
public record TimePlot(String title, Unit unit, List<Series> series, List<Mark> marks)
    implements Plot {

  /** Copies the lists. */
  public TimePlot {
    series = List.copyOf(series);
    marks = List.copyOf(marks);
  }

  /**
   * A plot without lines.
   *
   * @param title the heading
   * @param unit of the values
   * @return the plot
   */
  public static TimePlot titled(String title, Unit unit) {
    return new TimePlot(title, unit, List.of(), List.of());
  }

  /**
   * Adds a line.
   *
   * @param line points of seconds since the start, and value
   * @return a new plot
   */
  public TimePlot add(Series line) {
    return new TimePlot(title, unit, Longer.by(series, line), marks);
  }

  /**
   * Marks a moment, such as a fault.
   *
   * @param seconds since the start
   * @param text a few words
   * @return a new plot
   */
  public TimePlot mark(double seconds, String text) {
    return new TimePlot(title, unit, series, Longer.by(marks, new Mark(seconds, text)));
  }
}
