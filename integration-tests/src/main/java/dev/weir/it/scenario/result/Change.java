package dev.weir.it.scenario.result;

import dev.weir.it.scenario.Metric;
import java.util.Optional;

/**
 * How one figure of one cell changed from one run to another.
 *
 * @param key the cell's key
 * @param metric which figure
 * @param before the first run's rounds
 * @param after the second run's rounds
 * @param verdict in a word
 * @param ratio by how much; empty where the first was 0 or there is nothing to compare
 * @param probability that two runs of the same thing would differ as much
 */
public record Change(
    String key,
    Metric metric,
    Spread before,
    Spread after,
    Verdict verdict,
    Optional<Ratio> ratio,
    double probability) {

  /** Differences below this are nobody's concern, however sure they are. */
  static final double NEGLIGIBLE = 0.02;

  private static final double SURE = 0.05;
  // Three against three cannot be surer than 90 %, however far apart they are.
  private static final int FEWEST_ROUNDS = 4;

  /** Whether the second run is better. */
  public enum Verdict {
    /** It is, and chance hardly explains it. */
    BETTER,
    /** It is worse, and chance hardly explains it. */
    WORSE,
    /** No difference that chance does not explain as well, and a large one would have shown. */
    SAME,
    /** Too few rounds, or too different ones, to tell. */
    UNCLEAR
  }

  static Change of(String key, Metric metric, Spread before, Spread after) {
    double p = RankTest.probability(before.values(), after.values());
    boolean comparable = !before.values().isEmpty() && !after.values().isEmpty();
    Optional<Ratio> ratio =
        comparable && before.median() != 0
            ? Optional.of(Ratio.of(before.values(), after.values()))
            : Optional.empty();
    return new Change(
        key, metric, before, after, verdict(metric, before, after, ratio, p), ratio, p);
  }

  private static Verdict verdict(
      Metric metric, Spread before, Spread after, Optional<Ratio> ratio, double p) {
    int rounds = Math.min(before.values().size(), after.values().size());
    if (rounds < FEWEST_ROUNDS) {
      return Verdict.UNCLEAR;
    }
    if (before.values().equals(after.values())) {
      return Verdict.SAME;
    }
    boolean more = after.median() > before.median();
    boolean small = ratio.isPresent() && Math.abs(ratio.get().value() - 1) < NEGLIGIBLE;
    if (p < SURE && !small) {
      return more == metric.moreIsBetter() ? Verdict.BETTER : Verdict.WORSE;
    }
    return ratio.filter(Change::narrow).isPresent() ? Verdict.SAME : Verdict.UNCLEAR;
  }

  /** A change of a tenth would have been seen. */
  private static boolean narrow(Ratio ratio) {
    return ratio.low() > 0.9 && ratio.high() < 1.1;
  }

  /** How sure the verdict is, in words. */
  public String certainty() {
    int rounds = Math.min(before.values().size(), after.values().size());
    String bounds =
        ratio
            .map(
                r -> "between %+.1f %% and %+.1f %%".formatted(percent(r.low()), percent(r.high())))
            .orElse("");
    return switch (verdict) {
      case BETTER, WORSE ->
          "%.1f %% sure%s"
              .formatted(100 * (1 - probability), bounds.isEmpty() ? "" : ", " + bounds);
      case SAME -> bounds.isEmpty() ? "no difference at all" : "95 % sure " + bounds;
      case UNCLEAR ->
          rounds < FEWEST_ROUNDS
              ? "too few rounds to tell: %d (expected: at least %d in each run)"
                  .formatted(rounds, FEWEST_ROUNDS)
              : "it varies too much to tell" + (bounds.isEmpty() ? "" : ": " + bounds);
    };
  }

  /** By how much, in words. */
  public String amount() {
    return ratio.map(r -> "%+.1f %%".formatted(percent(r.value()))).orElse("");
  }

  private static double percent(double ratio) {
    return 100 * (ratio - 1);
  }
}
