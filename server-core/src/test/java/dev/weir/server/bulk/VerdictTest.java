package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Rates by window, with no clock but the pause between two trials. */
final class VerdictTest {
  private static final long MUCH = 10_000_000;
  private static final int TRIAL = 24;

  private final Verdict verdict = new Verdict();
  private boolean timer;

  /** So many windows: what each way moves in one. */
  private boolean after(int windows, long waking, LongUnaryOperator byTimer) {
    for (int i = 0; i < windows; i++) {
      timer = verdict.timer(timer ? byTimer.applyAsLong(i) : waking);
    }
    return timer;
  }

  @Test
  void littleIsNotTried() {
    assertThat(after(100, MUCH - 1, i -> 0)).isFalse();
  }

  @Test
  void bothWaysTakeTurns() {
    int[] looked = {0};
    after(
        TRIAL + 1,
        MUCH,
        i -> {
          looked[0]++;
          return MUCH;
        });
    assertThat(looked[0]).isEqualTo(TRIAL / 2);
  }

  @Test
  void theFasterGoesOn() {
    assertThat(after(TRIAL + 1, 2 * MUCH, i -> 3 * MUCH)).isTrue();
    assertThat(after(50, 2 * MUCH, i -> 3 * MUCH)).isTrue();
  }

  @Test
  void theSlowerIsGivenUp() {
    assertThat(after(TRIAL + 1, 4 * MUCH, i -> 3 * MUCH)).isFalse();
    assertThat(after(50, 4 * MUCH, i -> 3 * MUCH)).isFalse();
  }

  @Test
  void aSenderMayNeedAWindowToFindItsSpeed() {
    assertThat(after(TRIAL + 1, 2 * MUCH, i -> i % 4 == 1 ? MUCH : 3 * MUCH)).isTrue();
  }

  @Test
  void whatBecomesLittleIsLeftToTheKernel() {
    assertThat(after(TRIAL + 10, 2 * MUCH, i -> 3 * MUCH)).isTrue();
    assertThat(after(1, 0, i -> MUCH / 3)).isFalse();
  }

  @Test
  void oneMoreIsTriedAgain() {
    assertThat(after(TRIAL + 1, 4 * MUCH, i -> 3 * MUCH)).isFalse();
    verdict.anew();
    assertThat(after(1, 4 * MUCH, i -> 3 * MUCH)).isTrue();
  }
}
