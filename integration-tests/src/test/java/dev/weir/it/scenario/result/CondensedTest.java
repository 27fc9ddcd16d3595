package dev.weir.it.scenario.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bandwidth.report.html.Verdict;
import dev.weir.bandwidth.report.html.Verdicts;
import dev.weir.it.scenario.result.Judgement.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CondensedTest {

  private static final List<Judgement> MANY =
      Stream.of(
              judgements(55, "completes", Outcome.MET, "it did"),
              judgements(2, "loss == 0", Outcome.MISSED, "1 %"),
              judgements(7, "completes", Outcome.SKIPPED, "no netem"))
          .flatMap(List::stream)
          .toList();

  @Test
  void ofManyAlikeThereIsOneLineThatCountsThemAll() {
    assertThat(Condensed.of(MANY))
        .extracting(Condensed::times, line -> line.judgement().expectation())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "loss == 0"),
            org.assertj.core.groups.Tuple.tuple(1, "loss == 0"),
            org.assertj.core.groups.Tuple.tuple(55, "completes"),
            org.assertj.core.groups.Tuple.tuple(7, "no netem"));
  }

  /** The page's own count is that of the run's summary. */
  @Test
  void thePageSaysOneNumber() {
    RunResult run =
        new RunResult(
            RunResult.FORMAT,
            "many",
            "",
            "weir-abc234",
            "2026-01-31T12:00:00Z",
            60,
            false,
            Map.of(),
            "server: weir",
            MANY,
            List.of());

    int met =
        ResultPage.of(run).sections().stream()
            .flatMap(section -> section.blocks().stream())
            .filter(Verdicts.class::isInstance)
            .flatMap(block -> ((Verdicts) block).verdicts().stream())
            .filter(verdict -> verdict.outcome() == dev.weir.bandwidth.report.html.Outcome.MET)
            .mapToInt(Verdict::times)
            .sum();
    assertThat(Summary.of(run)).contains(met + " expectations met, 2 missed, 7 skipped");
  }

  private static List<Judgement> judgements(
      int count, String expectation, Outcome outcome, String seen) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Judgement("loopback streams=" + i, expectation, outcome, seen))
        .toList();
  }
}
