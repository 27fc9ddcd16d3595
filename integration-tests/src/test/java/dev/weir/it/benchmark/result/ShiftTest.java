package dev.weir.it.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as slower than before. */
final class ShiftTest {

  private static final List<Double> BEFORE = List.of(0.97, 0.98, 0.99, 1.0, 0.96);

  @Test
  void fiveRoundsThatAreAllLowerAreSlower() {
    assertThat(Shift.of(BEFORE, List.of(0.90, 0.91, 0.89, 0.92, 0.90), true))
        .isEqualTo(Shift.SLOWER);
  }

  @Test
  void moreIsWorseOfWhatIsSpent() {
    assertThat(Shift.of(BEFORE, List.of(1.10, 1.11, 1.09, 1.12, 1.10), false))
        .isEqualTo(Shift.SLOWER);
    assertThat(Shift.of(BEFORE, List.of(1.10, 1.11, 1.09, 1.12, 1.10), true))
        .isEqualTo(Shift.FASTER);
  }

  @Test
  void aDifferenceWithinNoiseIsNone() {
    assertThat(Shift.of(BEFORE, List.of(0.80, 0.99, 0.89, 1.02, 0.97), true)).isEqualTo(Shift.SAME);
  }

  @Test
  void aSmallDifferenceIsNoneHoweverSure() {
    assertThat(Shift.of(BEFORE, List.of(0.94, 0.945, 0.95, 0.942, 0.941), true))
        .isEqualTo(Shift.SAME);
  }

  @Test
  void oneRoundTellsNothing() {
    assertThat(Shift.of(BEFORE, List.of(0.5), true)).isEqualTo(Shift.UNCLEAR);
    assertThat(Shift.of(List.of(), List.of(0.5), true)).isEqualTo(Shift.NEW);
  }
}
