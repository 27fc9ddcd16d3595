package dev.weir.it.benchmark.result;

import java.util.Collection;

/**
 * Middle and ends of values.
 *
 * @param value the median; not a number where there is no value
 * @param low the lowest
 * @param high the highest
 */
public record Median(double value, double low, double high) {

  /** Of values in any order. */
  public static Median of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    if (n == 0) {
      return new Median(Double.NaN, Double.NaN, Double.NaN);
    }
    double middle = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return new Median(middle, sorted[0], sorted[n - 1]);
  }

  /** Such as {@code 0.98 (0.95 to 1.02)}. */
  public String text() {
    return Double.isNaN(value)
        ? "–"
        : low == high ? "%.2f".formatted(value) : "%.2f (%.2f to %.2f)".formatted(value, low, high);
  }
}
