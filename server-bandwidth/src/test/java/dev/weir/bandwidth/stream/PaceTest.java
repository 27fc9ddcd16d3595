package dev.weir.bandwidth.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.bulk.Gate;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void theFirstBlockGoesAtOnceTheNextWhenTheAverageIsBelowTheRate() {
    Gate gate = Pace.bits(8_000_000, 1).gate(1000);
    assertThat(gate.allowed(0, 0)).isEqualTo(1000);
    assertThat(gate.allowed(1000, SECOND / 1000)).isZero();
    assertThat(gate.delayNanos(1000, 0)).isEqualTo(SECOND / 1000 + 1);
    assertThat(gate.allowed(1000, SECOND / 1000 + 1)).isEqualTo(1000);
  }

  @Test
  void afterAStallItCatchesUpInWholeBlocks() {
    Gate gate = Pace.bits(8_000_000, 1).gate(3000);
    assertThat(gate.allowed(3000, SECOND)).isEqualTo(999_000);
    assertThat(gate.allowed(1_002_000, SECOND)).isZero();
  }

  @Test
  void datagramsThatAreLateAreSpreadAtTwiceTheRate() {
    long tick = SECOND / 4000;
    Gate gate = Pace.bits(800_000_000, 1).datagramGate(1000);
    long sent = gate.allowed(0, 0);
    assertThat(sent).isEqualTo(1000);
    long now = SECOND / 10;
    long late = gate.allowed(sent, now);
    assertThat(late).isEqualTo(200_000);
    sent += late;
    assertThat(gate.allowed(sent, now)).isZero();
    assertThat(gate.delayNanos(sent, now)).isBetween(4_000L, 6_000L);
    assertThat(gate.allowed(sent, now + tick)).isEqualTo(50_000);
  }

  @Test
  void datagramsKeepTheirRateOnALoopWithLongTurns() {
    Gate gate = Pace.bits(10_000_000, 1).datagramGate(1400);
    long sent = 0;
    for (long now = 0; now <= SECOND; now += SECOND / 50) {
      long allowed = gate.allowed(sent, now);
      assertThat(allowed).isLessThanOrEqualTo(32 * 1400);
      sent += allowed;
    }
    assertThat(sent).isBetween(1_200_000L, 1_252_000L);
  }

  @Test
  void datagramsKeepTheirRateByTicksOfTwoMilliseconds() {
    Gate gate = Pace.bits(80_000_000, 1).datagramGate(1000);
    long sent = 0;
    for (long now = 0; now <= SECOND; now += SECOND / 500) {
      sent += gate.allowed(sent, now);
    }
    assertThat(sent).isBetween(9_960_000L, 10_000_000L);
  }

  @Test
  void slowDatagramsGoOneByOne() {
    Gate gate = Pace.bits(8_000, 1).datagramGate(1000);
    assertThat(gate.allowed(0, 0)).isEqualTo(1000);
    assertThat(gate.allowed(1000, SECOND)).isZero();
    assertThat(gate.delayNanos(1000, SECOND / 2)).isEqualTo(SECOND / 2 + 1);
    assertThat(gate.allowed(1000, 3 * SECOND)).isEqualTo(1000);
    assertThat(gate.allowed(2000, 3 * SECOND)).isZero();
    assertThat(gate.allowed(2000, 3 * SECOND + SECOND / 2)).isEqualTo(1000);
  }

  @Test
  void aBurstGoesTogether() {
    Gate gate = Pace.bits(8_000_000, 10).gate(1000);
    assertThat(gate.allowed(0, 0)).isEqualTo(10_000);
    assertThat(gate.allowed(10_000, SECOND / 100)).isZero();
    assertThat(gate.allowed(10_000, SECOND / 100 + 1)).isEqualTo(10_000);
  }

  @Test
  void aBlockThatHasBegunIsFinished() {
    Gate gate = Pace.bits(8_000, 1).gate(1000);
    assertThat(gate.allowed(400, 0)).isEqualTo(600);
    assertThat(gate.allowed(1400, 0)).isEqualTo(600);
  }

  @Test
  void aDayAtATerabitDoesNotOverflow() {
    Gate gate = Pace.bits(1_000_000_000_000L, 1).gate(128 * 1024);
    long day = 86_400 * SECOND;
    long due = 86_400L * 125_000_000_000L;
    assertThat(gate.allowed(due - 1_000_000_000, day)).isBetween(900_000_000L, 1_100_000_000L);
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> Pace.bits(-1, 1)).hasMessageStartingWith("bitsPerSecond: -1");
    assertThatThrownBy(() -> Pace.bits(1, 0)).hasMessageStartingWith("burst: 0");
  }

  @Test
  void aQuotaEndsAtABlocksEnd() {
    Quota quota = Quota.of(2500);
    Gate gate = quota.gate(Gate.OPEN, 1000);
    assertThat(gate.allowed(0, 0)).isEqualTo(3000);
    gate.sent(2600);
    assertThat(quota.spent().toCompletableFuture()).isCompleted();
    assertThat(gate.allowed(2600, 0)).isEqualTo(400);
    gate.sent(400);
    assertThat(gate.allowed(3000, 0)).isZero();
    assertThat(gate.delayNanos(3000, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aQuotaIsSharedAndBeginsAnew() {
    Quota quota = Quota.unlimited();
    Gate one = quota.gate(Gate.OPEN, 1000);
    Gate two = quota.gate(Gate.OPEN, 1000);
    one.sent(1_000_000);
    assertThat(quota.spent().toCompletableFuture()).isNotDone();
    quota.limit(5000);
    one.sent(3000);
    assertThat(two.allowed(0, 0)).isEqualTo(2000);
    quota.take(2000);
    assertThat(quota.spent().toCompletableFuture()).isCompleted();
  }
}
