package dev.weir.it.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ratios are taken within a round, then their median. */
final class ComparisonTest {

  private static final Bar BAR = Bar.atLeast(0.95, "Weir", "C", Measure.RATE);

  @Test
  void theMedianIsThatOfTheRatiosNotOfTheRates() {
    Comparison one =
        Comparison.of(
            BAR, List.of(Trials.rates("Weir", 90, 50, 200), Trials.rates("C", 100, 50, 100)));
    assertThat(one.values()).containsExactly(0.9, 1.0, 2.0);
    assertThat(one.median()).isEqualTo(1.0);
    assertThat(one.low()).isEqualTo(0.9);
    assertThat(one.high()).isEqualTo(2.0);
    assertThat(one.holds()).isTrue();
    assertThat(one.text()).isEqualTo("1.00 (0.90 to 2.00)");
  }

  @Test
  void aRoundThatOneOfThemMissedHasNoRatio() {
    Comparison one =
        Comparison.of(
            BAR, List.of(Trials.rates("Weir", 90, Double.NaN, 80), Trials.rates("C", 100, 100)));
    assertThat(one.values()).containsExactly(0.9);
    assertThat(one.holds()).isFalse();
  }

  @Test
  void withoutAnyRoundNothingHolds() {
    Comparison one = Comparison.of(BAR, List.of(Trials.rates("Weir"), Trials.rates("C", 1)));
    assertThat(one.measured()).isFalse();
    assertThat(one.holds()).isFalse();
  }

  @Test
  void aBarOfOneVariantJudgesItsValues() {
    Bar bar = Bar.valueAtMost(0.26, "Weir", Measure.START);
    Comparison one =
        Comparison.of(bar, List.of(Trials.of("Weir", Measure.START, 0.25, 0.27, 0.255)));
    assertThat(one.holds()).isTrue();
    assertThat(one.text()).isEqualTo("255 ms (250 ms to 270 ms)");
    assertThat(bar.text()).isEqualTo("<= 260 ms");
  }
}
