package dev.weir.bandwidth.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LivePlotTest {

  private final StringBuilder terminal = new StringBuilder();
  private final LivePlot plot = new LivePlot(Units.ADAPTIVE, terminal::append);

  private void second(int number, long bytes) {
    IntervalSum sum =
        new IntervalSum(
            true, number, number + 1, 1, bytes, false, OptionalLong.empty(), Optional.empty());
    plot.interval(new IntervalReport(number == 0, false, List.of(), List.of(sum)));
  }

  @Test
  void theHighestRateIsAtTheTopAndDrawnOverItself() {
    second(0, 1_000_000);
    second(1, 2_000_000);
    String last = terminal.substring(terminal.indexOf("\u001b[7A"));
    List<String> rows = last.lines().toList();
    assertThat(rows).hasSize(7);
    assertThat(rows.getFirst()).contains("   █").contains("16.0 Mbits/sec");
    assertThat(rows.get(5)).startsWith("  ██");
    assertThat(rows.getLast()).startsWith("  up    16.0 Mbits/sec");
  }

  @Test
  void aLongTestDoesNotGrowWider() {
    for (int i = 0; i < 200; i++) {
      second(i, 1000);
    }
    assertThat(terminal.toString().lines().filter(line -> line.startsWith("  █")))
        .allSatisfy(line -> assertThat(line.chars().filter(c -> c == '█').count()).isLessThan(61));
  }
}
