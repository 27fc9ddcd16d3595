package dev.weir.it.scenario.result;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The ratio of two medians, and between which bounds it lies nineteen times of twenty, by drawing
 * again from what was measured. The draws are the same every time.
 *
 * @param value the ratio of the medians
 * @param low 2.5 per cent of the draws are below
 * @param high 2.5 per cent of the draws are above
 */
public record Ratio(double value, double low, double high) {

  private static final int DRAWS = 4000;
  private static final long SEED = 20_261_123;
  private static final double TAIL = 0.025;

  /** Of the second sample to the first; both have values, and the first's median is not 0. */
  static Ratio of(List<Double> first, List<Double> second) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] ratios = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      ratios[i] = drawn(second, random) / drawn(first, random);
    }
    Arrays.sort(ratios);
    return new Ratio(
        median(second) / median(first),
        ratios[(int) (DRAWS * TAIL)],
        ratios[(int) (DRAWS * (1 - TAIL))]);
  }

  private static double drawn(List<Double> values, SplittableRandom random) {
    return median(random.ints(values.size(), 0, values.size()).mapToObj(values::get).toList());
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
