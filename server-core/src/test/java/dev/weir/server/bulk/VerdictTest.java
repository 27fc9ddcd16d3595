package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Rates by window, with no clock but the pause between two trials. */
final class VerdictTest {
  private static final long MUCH = 10_000_000;
  private static final int TURN = 3;
  private static final int TRIAL = 4 * TURN;

  private final Verdict verdict = new Verdict();
  private final List<Look> looks = new ArrayList<>();
  private Look look = Look.WOKEN;

  /** So many windows, with what each way moves in one. */
  private Look after(int count, long woken, long marked, LongUnaryOperator timed) {
    for (int i = 0; i < count; i++) {
      look =
          verdict.next(
              switch (look) {
                case WOKEN -> woken;
                case MARKED -> marked;
                case TIMED -> timed.applyAsLong(i);
              });
      looks.add(look);
    }
    return look;
  }

  @Test
  void littleIsLeftToTheKernel() {
    assertThat(after(100, MUCH - 1, 0, i -> 0)).isEqualTo(Look.WOKEN);
    assertThat(looks).containsOnly(Look.WOKEN);
  }

  @Test
  void bothWaysTakeTurns() {
    after(TRIAL, MUCH, MUCH, i -> MUCH);
    assertThat(looks)
        .containsOnly(Look.TIMED, Look.MARKED)
        .filteredOn(each -> each == Look.TIMED)
        .hasSize(TRIAL / 2);
  }

  @Test
  void theTimerGoesOnWhereItIsFaster() {
    assertThat(after(TRIAL + 1, MUCH, 2 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.TIMED);
    assertThat(after(50, MUCH, 2 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.TIMED);
  }

  @Test
  void theMarkGoesOnWhereItIsFaster() {
    assertThat(after(TRIAL + 1, MUCH, 4 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.MARKED);
    assertThat(after(50, MUCH, 4 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.MARKED);
  }

  @Test
  void aSenderMayNeedAWindowToFindItsSpeed() {
    assertThat(after(TRIAL + 1, MUCH, 2 * MUCH, i -> i % TURN == 1 ? MUCH : 3 * MUCH))
        .isEqualTo(Look.TIMED);
  }

  /** Something else took the processor for a while. */
  @Test
  void oneBadTurnDoesNotDecide() {
    assertThat(after(TRIAL + 1, MUCH, 2 * MUCH, i -> i <= TURN ? MUCH : 3 * MUCH))
        .isNotEqualTo(Look.WOKEN);
    assertThat(after(TRIAL, MUCH, 2 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.TIMED);
    assertThat(after(50, MUCH, 2 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.TIMED);
  }

  @Test
  void whatIsUndecidedEnds() {
    after(
        4 * TRIAL + 1,
        MUCH,
        2 * MUCH,
        i -> (i + TRIAL - 1) / (2 * TURN) % 2 == 0 ? MUCH : 3 * MUCH);
    looks.clear();
    after(50, MUCH, 2 * MUCH, i -> (i + TRIAL - 1) / (2 * TURN) % 2 == 0 ? MUCH : 3 * MUCH);
    assertThat(looks).containsOnly(look);
  }

  @Test
  void whatBecomesLittleIsLeftToTheKernelAgain() {
    assertThat(after(TRIAL + 10, MUCH, 2 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.TIMED);
    assertThat(after(1, 0, 0, i -> MUCH / 3)).isEqualTo(Look.WOKEN);
  }

  @Test
  void oneMoreIsTriedAgain() {
    assertThat(after(TRIAL + 1, MUCH, 4 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.MARKED);
    verdict.anew();
    assertThat(after(1, MUCH, 4 * MUCH, i -> 3 * MUCH)).isEqualTo(Look.TIMED);
  }
}
