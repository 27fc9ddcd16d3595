package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import dev.weir.it.benchmark.result.RowResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order of trials, and what becomes of variants that fail. */
final class RowRunTest {

  private final List<String> log = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Variant variant(String name, int failing) {
    return new Variant(name, 0.1, () -> new Fake(name, failing));
  }

  private RowResult run(int rounds, Variant... variants) throws InterruptedException {
    List<Bar> bars = List.of(Bar.atLeast(1, "Weir", "C", Measure.RATE));
    Row row = new Row("row", "Row", "", "requests", List.of(variants), bars);
    return new RowRun(
            row,
            rounds,
            1,
            new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8)),
            command -> "in " + command)
        .run();
  }

  @Test
  void allAreWarmBeforeTheFirstRoundAndTakeTurns() throws InterruptedException {
    RowResult result = run(2, variant("Weir", 0), variant("C", 0));
    assertThat(log)
        .containsExactly(
            "Weir 0.1", "C 0.1", "Weir 1.0", "C 1.0", "C 1.0", "Weir 1.0", "Weir ends", "C ends");
    assertThat(result.comparisons().getFirst().values()).containsExactly(0.75, 0.8);
    assertThat(result.variants().getFirst().command()).isEqualTo("in ./Weir");
  }

  @Test
  void theRoundsBeforeAFailureStand() throws InterruptedException {
    RowResult result = run(3, variant("Weir", 0), variant("C", 3));
    assertThat(result.variants().get(1).trials()).hasSize(1);
    assertThat(result.variants().get(1).reason()).isEqualTo("in failed: broken");
    assertThat(result.variants().getFirst().trials()).hasSize(3);
    assertThat(result.comparisons().getFirst().values()).hasSize(1);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("row without C: broken");
  }

  @Test
  void aRowOfWhichNothingRunsIsSkippedWithItsReasons() throws InterruptedException {
    Variant none =
        new Variant(
            "C",
            0,
            () -> {
              throw new Unavailable("no cc");
            });
    Variant weir =
        new Variant(
            "Weir",
            0,
            () -> {
              throw new Unavailable("no cc");
            });
    RowResult result = run(1, weir, none);
    assertThat(result.ran()).isFalse();
    assertThat(result.skipped()).isEqualTo("in no cc");
  }

  private final class Fake implements LiveVariant {
    private final String name;
    private final int failing;
    private int trials;

    Fake(String name, int failing) {
      this.name = name;
      this.failing = failing;
    }

    @Override
    public String command() {
      return "./" + name;
    }

    @Override
    public Map<Measure, Double> trial(double seconds) throws IOException {
      log.add(name + " " + seconds);
      if (++trials == failing) {
        throw new IOException("broken");
      }
      return Map.of(Measure.RATE, name.equals("C") ? trials + 2.0 : trials + 1.0);
    }

    @Override
    public void close() {
      log.add(name + " ends");
    }
  }
}
