package dev.weir.bandwidth.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void roundsGiveMedianAndSpread() {
    assertThat(Figure.median(Unit.COUNT, 5, 1, 3)).isEqualTo(new Figure(Unit.COUNT, 3, 1, 5));
    assertThat(Figure.median(Unit.COUNT, 4, 2).value()).isEqualTo(3);
    assertThat(Figure.median(Unit.BITS_PER_SECOND, 0.9e9, 47e9).spreadText())
        .isEqualTo("0.90 to 47.0\u00a0Gbit/s");
  }

  @Test
  void oneRoundHasNoSpread() {
    assertThat(Figure.median(Unit.COUNT, 7).spread()).isFalse();
    assertThat(Figure.median(Unit.COUNT).value()).isNaN();
  }

  @Test
  void aRowNeedsACellForEachColumn() {
    Table table = Table.titled("Rounds").columns("Work", "Weir", "iperf3");
    assertThatThrownBy(() -> table.row("sink", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cells of row sink: 1 (expected: 2, one for each column after the first)");
  }
}
