package dev.weir.it.scenario.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.result.Change.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeTest {

  private static final List<Double> SLOW = List.of(90.0, 91.0, 92.0, 93.0, 94.0);
  private static final List<Double> FAST = List.of(100.0, 101.0, 102.0, 103.0, 104.0);

  @Test
  void theProbabilityIsTheExactOne() {
    // Of the 252 ways to choose five of ten ranks, two are as far out as all low or all high.
    assertThat(RankTest.probability(SLOW, FAST)).isCloseTo(2 / 252.0, within(1e-12));
    assertThat(RankTest.probability(List.of(1.0, 3.0), List.of(2.0, 4.0)))
        .isCloseTo(4 / 6.0, within(1e-12));
    assertThat(RankTest.probability(List.of(1.0, 1.0), List.of(1.0, 1.0))).isEqualTo(1);
  }

  @Test
  void moreThroughputIsBetterAndLessIsWorse() {
    assertThat(change(Metric.THROUGHPUT, SLOW, FAST).verdict()).isEqualTo(Verdict.BETTER);
    assertThat(change(Metric.THROUGHPUT, FAST, SLOW).verdict()).isEqualTo(Verdict.WORSE);
    assertThat(change(Metric.RTT, SLOW, FAST).verdict()).isEqualTo(Verdict.WORSE);
    assertThat(change(Metric.THROUGHPUT, SLOW, FAST).amount()).isEqualTo("+10.9 %");
    assertThat(change(Metric.THROUGHPUT, SLOW, FAST).certainty()).startsWith("99.2 % sure");
  }

  @Test
  void nearlyTheSameIsTheSame() {
    List<Double> other = List.of(100.5, 101.2, 101.9, 102.8, 104.1);
    assertThat(change(Metric.THROUGHPUT, FAST, other).verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void twoRoundsProveNothing() {
    Change change = change(Metric.THROUGHPUT, List.of(50.0, 51.0), List.of(100.0, 101.0));
    assertThat(change.verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(change.certainty()).contains("too few rounds");
  }

  private static Change change(Metric metric, List<Double> before, List<Double> after) {
    return Change.of("cell", metric, new Spread(metric, before), new Spread(metric, after));
  }
}
