package dev.weir.it.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The baseline has ratios only, and finds them again. */
final class BaselineTest {

  private static final List<Bar> BARS =
      List.of(
          Bar.atLeast(0.95, "Weir", "C", Measure.RATE), Bar.valueAtMost(1, "Weir", Measure.RATE));

  @TempDir private Path directory;

  private static RowResult row(String id, double factor) {
    double[] weir = {95 * factor, 96 * factor, 97 * factor, 98 * factor, 99 * factor};
    return Trials.row(
        id, BARS, Trials.rates("Weir", weir), Trials.rates("C", 100, 100, 100, 100, 100));
  }

  @Test
  void aSlowerRunIsSeenAfterReadingTheFileAgain() throws IOException {
    Path file = directory.resolve("baseline.json");
    Baseline.of(Trials.result(row("echo", 1))).write(file);
    assertThat(Files.readString(file)).contains("0.95").doesNotContain("95.0");
    Baseline read = Baseline.read(file);
    RowResult slower = row("echo", 0.9);
    assertThat(read.shift(slower, slower.comparisons().getFirst())).isEqualTo(Shift.SLOWER);
    assertThat(read.before(slower, slower.comparisons().getFirst())).isEqualTo(0.97);
  }

  @Test
  void rowsThatWereLeftOutKeepTheirRatios() {
    Baseline old = Baseline.of(Trials.result(row("echo", 1), row("udp", 1)));
    Baseline merged = Baseline.of(Trials.result(row("echo", 0.5))).over(old);
    RowResult udp = row("udp", 1);
    assertThat(merged.shift(udp, udp.comparisons().getFirst())).isEqualTo(Shift.SAME);
    RowResult echo = row("echo", 1);
    assertThat(merged.shift(echo, echo.comparisons().getFirst())).isEqualTo(Shift.FASTER);
  }

  @Test
  void withoutAFileEverythingIsNew() throws IOException {
    RowResult row = row("echo", 1);
    assertThat(Baseline.read(directory.resolve("none")).shift(row, row.comparisons().getFirst()))
        .isEqualTo(Shift.NEW);
  }
}
