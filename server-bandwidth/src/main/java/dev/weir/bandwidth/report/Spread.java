package dev.weir.bandwidth.report;

import java.util.List;

/**
 * How values of repeated tests lie: quantiles, between the two values nearest by their distances.
 *
 * @param values in rising order, at least one
 */
public record Spread(List<Double> values) {

  /**
   * Sorts the values.
   *
   * @throws IllegalArgumentException where there are none
   */
  public Spread {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: none (expected: at least one)");
    }
    values = values.stream().sorted().toList();
  }

  /** The smallest. */
  public double least() {
    return values.getFirst();
  }

  /** The largest. */
  public double most() {
    return values.getLast();
  }

  /** The one in the middle. */
  public double median() {
    return quantile(0.5);
  }

  /** The value below which this part of all values lies, from 0 to 1. */
  public double quantile(double part) {
    double place = part * (values.size() - 1);
    int below = (int) place;
    double next = values.get(Math.min(below + 1, values.size() - 1));
    return values.get(below) + (place - below) * (next - values.get(below));
  }
}
