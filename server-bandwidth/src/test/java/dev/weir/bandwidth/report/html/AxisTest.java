package dev.weir.bandwidth.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void stepsAreRoundNumbersInTheAxisOwnPrefix() {
    LinearAxis axis = LinearAxis.upTo(30e9, 47.3e9, 6, Unit.BITS_PER_SECOND);
    assertThat(labels(axis)).containsExactly("0", "10", "20", "30", "40", "50");
    assertThat(axis.label()).isEqualTo("Gbit/s");
    assertThat(axis.place(25e9)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void countsCarryTheirPrefixAtEachTick() {
    LinearAxis axis = LinearAxis.upTo(0, 398e3, 4, Unit.rate("messages"));
    assertThat(labels(axis)).containsExactly("0", "100k", "200k", "300k", "400k");
    assertThat(axis.label()).isEqualTo("messages/s");
  }

  @Test
  void nothingButZeroHasAnAxisToo() {
    assertThat(labels(LinearAxis.upTo(0, 0, 5, Unit.PERCENT))).containsExactly("0", "0.2");
  }

  @Test
  void valuesBelowZeroAreShown() {
    assertThat(labels(LinearAxis.upTo(-3, 4, 4, Unit.PERCENT)))
        .containsExactly("-4", "-2", "0", "2", "4");
  }

  @Test
  void longTimesAreInMinutesOrHours() {
    assertThat(LinearAxis.time(30, 6).label()).isEqualTo("time, s");
    assertThat(LinearAxis.time(400, 8).label()).isEqualTo("time, min");
    assertThat(LinearAxis.time(90_000, 8).label()).isEqualTo("time, h");
  }

  @Test
  void timeEndsWhereTheDataDoes() {
    LinearAxis axis = LinearAxis.time(1000, 8);
    assertThat(labels(axis)).containsExactly("0", "5", "10", "15");
    assertThat(axis.place(1000)).isCloseTo(1, within(1e-9));
    assertThat(labels(LinearAxis.time(0, 8))).startsWith("0");
  }

  @Test
  void logarithmicTicksCarryTheirUnit() {
    LogAxis axis = LogAxis.between(27e-6, 2.9e-3, Unit.SECONDS);
    assertThat(labels(axis)).containsExactly("10 µs", "30 µs", "100 µs", "300 µs", "1 ms", "3 ms");
    assertThat(axis.place(10e-6)).isZero();
    assertThat(axis.place(1)).isEqualTo(1);
  }

  @Test
  void manyPowersOfTenAreOneTickEach() {
    assertThat(labels(LogAxis.between(1e-6, 0.5, Unit.SECONDS)))
        .containsExactly("1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s");
  }

  @Test
  void eachNineTakesTheSameRoom() {
    PercentileAxis axis = PercentileAxis.upTo(99.95);
    assertThat(labels(axis)).containsExactly("0", "50", "90", "99", "99.9", "99.99");
    assertThat(axis.place(90)).isCloseTo(0.25, within(1e-9));
    assertThat(axis.place(99)).isCloseTo(0.5, within(1e-9));
    assertThat(axis.place(100)).isEqualTo(1);
  }

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(tick -> tick.label().replace('\u00a0', ' ')).toList();
  }
}
