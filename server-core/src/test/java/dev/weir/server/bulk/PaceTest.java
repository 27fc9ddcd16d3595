package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** With a loop that comes up to 60 us late, each second is within 1 %, each 100 ms within 5 %. */
  @ParameterizedTest
  @ValueSource(longs = {1, 100, 1_000, 10_000, 100_000, 500_000})
  void datagramsAreEvenlySpread(long perSecond) {
    int bytes = 200;
    Gate gate = Pace.datagrams(perSecond, bytes).datagramGate(bytes);
    long[] windows = new long[50];
    long sent = 0;
    long now = 0;
    for (int turn = 0; now < 5 * SECOND; turn++) {
      long allowed = Math.max(0, gate.allowed(sent, now));
      windows[(int) (now / (SECOND / 10))] += allowed / bytes;
      sent += allowed;
      now += Math.max(1_000, gate.delayNanos(sent, now)) + turn % 7 * 10_000L;
    }
    for (int second = 0; second < 5; second++) {
      long count = LongStream.of(windows).skip(second * 10L).limit(10).sum();
      assertThat(count).isCloseTo(perSecond, within(Math.max(1, perSecond / 100)));
    }
    for (long count : windows) {
      assertThat(count).isCloseTo(perSecond / 10, within(Math.max(1, perSecond / 200)));
    }
  }
}
