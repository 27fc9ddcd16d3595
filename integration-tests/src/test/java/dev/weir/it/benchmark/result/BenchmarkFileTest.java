package dev.weir.it.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The result as JSON. */
final class BenchmarkFileTest {

  private static final RowResult ROW =
      Trials.row(
          "echo",
          List.of(Bar.atLeast(0.95, "Weir", "C", Measure.RATE)),
          Trials.rates("Weir", 96, 97),
          Trials.rates("C", 100, 100));

  @TempDir private Path directory;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path file = directory.resolve("result.json");
    RowResult skipped = RowResult.skipped("iperf", "Iperf", "", "tests", "no iperf3 on the PATH");
    BenchmarkResult result = Trials.result(ROW, skipped);
    BenchmarkFile.write(result, file);
    assertThat(BenchmarkFile.read(file)).isEqualTo(result);
    assertThat(Files.readString(file)).contains("\"median\" : 0.965").contains("\"holds\" : true");
  }

  @Test
  void aFileThatIsNotThereHasNoRows() throws IOException {
    assertThat(BenchmarkFile.read(directory.resolve("none")).rows()).isEmpty();
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("other.json"), "{\"format\":\"other\"}");
    assertThatThrownBy(() -> BenchmarkFile.read(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aPartialRunKeepsTheOtherRowsOfAnOlderOne() {
    RowResult other = Trials.row("udp", List.of(), Trials.rates("Weir", 1));
    RowResult newer = Trials.row("echo", List.of(), Trials.rates("Weir", 2));
    BenchmarkResult merged = Trials.result(newer).over(Trials.result(ROW, other));
    assertThat(merged.rows()).containsExactly(newer, other);
  }

  @Test
  void aRowThatWasSkippedThisTimeDoesNotReplaceFigures() {
    RowResult skipped = RowResult.skipped("echo", "Echo", "", "requests", "no cc");
    assertThat(Trials.result(skipped).over(Trials.result(ROW)).rows()).containsExactly(ROW);
  }
}
