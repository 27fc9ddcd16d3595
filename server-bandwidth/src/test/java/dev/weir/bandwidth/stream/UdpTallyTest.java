package dev.weir.bandwidth.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UdpTallyTest {
  private final UdpTally tally = new UdpTally();

  @Test
  void numbersThatAreMissingAreErrors() {
    numbers(1, 2, 5, 6, 10);
    assertThat(tally.counts()).isEqualTo(new UdpCounts(10, 5, 0, 0));
  }

  @Test
  void aLateOneTakesAnErrorBack() {
    numbers(1, 4, 3, 2);
    assertThat(tally.counts()).isEqualTo(new UdpCounts(4, 0, 2, 0));
  }

  @Test
  void aDuplicateIsLateAndHidesALoss() {
    numbers(1, 3, 3);
    assertThat(tally.counts()).isEqualTo(new UdpCounts(3, 0, 1, 0));
    numbers(3);
    assertThat(tally.counts()).isEqualTo(new UdpCounts(3, 0, 2, 0));
  }

  @Test
  void aNumberThatWasMadeUpDoesNotCount() {
    numbers(1, 0xffff_ffffL, -1, Long.MAX_VALUE, Long.MIN_VALUE, 2);
    assertThat(tally.counts()).isEqualTo(new UdpCounts(2, 0, 0, 0));
  }

  @Test
  void jitterIsSmoothedOverSixteen() {
    tally.count(1, 5_000_000);
    assertThat(tally.counts().jitterSeconds()).isZero();
    tally.count(2, 5_016_000);
    assertThat(tally.counts().jitterSeconds()).isCloseTo(1e-6, within(1e-12));
    tally.count(3, 5_016_000);
    assertThat(tally.counts().jitterSeconds()).isCloseTo(0.9375e-6, within(1e-12));
  }

  @Test
  void clocksThatDifferByYearsDoNotMatter() {
    tally.count(1, -4_000_000_000_000_000_000L);
    tally.count(2, -4_000_000_000_000_000_000L);
    assertThat(tally.counts().jitterSeconds()).isZero();
  }

  @Test
  void theFirstAfterARestartGivesNoJitter() {
    tally.count(1, 1000);
    tally.count(2, 90_000);
    tally.restartJitter();
    assertThat(tally.counts().jitterSeconds()).isZero();
    tally.count(3, 1_000_000);
    assertThat(tally.counts()).isEqualTo(new UdpCounts(3, 0, 0, 0));
  }

  private void numbers(long... numbers) {
    for (long number : numbers) {
      tally.count(number, 0);
    }
  }
}
