package dev.weir.bandwidth.report.html;

import java.util.Arrays;

/**
 * A measured value with its unit and, where it was measured more than once, its spread.
 *
 * @param unit of the value and the spread
 * @param value the one that counts, as a rule the median; not a number is shown as a dash
 * @param low lowest seen
 * @param high highest seen
 */
public record Figure(Unit unit, double value, double low, double high) implements Cell {

  /**
   * A value measured once.
   *
   * @param unit of the value
   * @param value what was seen
   * @return the figure
   */
  public static Figure of(Unit unit, double value) {
    return new Figure(unit, value, value, value);
  }

  /**
   * A whole value measured once.
   *
   * @param unit of the value
   * @param value what was seen
   * @return the figure
   */
  public static Figure of(Unit unit, long value) {
    return of(unit, (double) value);
  }

  /**
   * The median of rounds, with the lowest and highest as spread.
   *
   * @param unit of the values
   * @param rounds one value a round
   * @return the figure, without a value if there was no round
   */
  public static Figure median(Unit unit, double... rounds) {
    if (rounds.length == 0) {
      return of(unit, Double.NaN);
    }
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return new Figure(unit, middle(sorted), sorted[0], sorted[sorted.length - 1]);
  }

  boolean spread() {
    return Double.isFinite(low) && Double.isFinite(high) && low < high;
  }

  String spreadText() {
    return unit.range(low, high);
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
