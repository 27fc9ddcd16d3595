package dev.weir.it.benchmark.result;

import dev.weir.it.scenario.result.RankTest;
import java.util.List;

/** How the ratios of a run differ from those of the baseline. */
public enum Shift {
  /** Better, beyond noise. */
  FASTER("faster than before"),
  /** Worse, beyond noise. */
  SLOWER("slower than before"),
  /** No difference beyond noise. */
  SAME("as before"),
  /** Too few rounds to tell; four against four is the least. */
  UNCLEAR("too few rounds to tell"),
  /** There is nothing to compare with. */
  NEW("not in the baseline");

  private static final int FEWEST_ROUNDS = 4;
  private static final double SURE = 0.05;
  // What a JVM compiles differs from start to start, and with it each round of a run alike.
  private static final double BETWEEN_STARTS = 0.05;

  private final String text;

  Shift(String text) {
    this.text = text;
  }

  /**
   * Compares ratios. A difference counts where the medians are five per cent apart and an exact
   * rank test finds chance less likely than one in twenty.
   */
  static Shift of(List<Double> before, List<Double> now, boolean moreIsBetter) {
    if (before.isEmpty() || now.isEmpty()) {
      return NEW;
    }
    if (Math.min(before.size(), now.size()) < FEWEST_ROUNDS) {
      return UNCLEAR;
    }
    double change = Median.of(now).value() / Median.of(before).value() - 1;
    if (Math.abs(change) < BETWEEN_STARTS || RankTest.probability(before, now) >= SURE) {
      return SAME;
    }
    return change > 0 == moreIsBetter ? FASTER : SLOWER;
  }

  /** In words. */
  public String text() {
    return text;
  }
}
