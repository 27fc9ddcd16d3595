package dev.weir.it.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read. */
final class TablesTest {

  private static final Bar BAR = Bar.atLeast(0.95, "Weir", "C", Measure.RATE);
  private static final RowResult ECHO =
      Trials.row(
          "echo",
          List.of(BAR, Bar.shown("Weir", "Netty", Measure.RATE)),
          Trials.rates("Weir", 90_000, 91_000, 92_000),
          Trials.rates("C", 100_000, 100_000, 100_000),
          Trials.rates("Netty", 80_000, 80_000, 80_000));

  @Test
  void thePeerThatWinsIsBold() {
    assertThat(PeersTable.of(Trials.result(ECHO)))
        .contains(
            "| Row echo | 91.0k requests/s | **100k requests/s** | 80.0k requests/s |  |  |\n");
  }

  @Test
  void ofWhatIsSpentTheLeastIsBold() {
    RowResult start =
        Trials.row(
            "start",
            List.of(),
            Trials.of("Weir", Measure.START, 0.25),
            Trials.of("Reactor Netty", Measure.START, 0.57));
    assertThat(PeersTable.of(Trials.result(start))).contains("| **250 ms** |  |  | 570 ms |  |\n");
  }

  @Test
  void aRowOfWeirAloneIsNotInThePeersTable() {
    RowResult alone = Trials.row("alone", List.of(), Trials.rates("Weir", 1));
    assertThat(PeersTable.of(Trials.result(alone))).startsWith("No figures");
  }

  @Test
  void allFiguresHaveTheirSpreadAndTheBarsTheirVerdict() {
    assertThat(FigureText.of(Trials.result(ECHO)))
        .contains("| Row echo | rate of Weir to C | 0.91 (0.90 to 0.92) | >= 0.95 | **missed** |")
        .contains("| Weir | 91.0k requests/s (90.0k to 92.0k) |")
        .contains("Weir: ./Weir\n");
  }

  @Test
  void aRowThatDidNotRunSaysWhy() {
    RowResult skipped = RowResult.skipped("iperf", "Iperf", "", "tests", "no iperf3 on the PATH");
    BenchmarkResult result = Trials.result(ECHO, skipped);
    assertThat(FigureText.of(result)).contains("Not run: no iperf3 on the PATH");
    assertThat(BenchmarkPage.of(result, new Baseline(Map.of())).html())
        .contains("no iperf3 on the PATH")
        .contains("0.91 (0.90 to 0.92)")
        .contains("not in the baseline")
        .contains("<svg");
  }
}
