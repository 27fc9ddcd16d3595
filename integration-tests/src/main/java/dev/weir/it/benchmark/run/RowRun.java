package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Measure;
import dev.weir.it.benchmark.result.RowResult;
import dev.weir.it.benchmark.result.TrialResult;
import dev.weir.it.benchmark.result.VariantResult;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Runs one row. All variants are up from the first round to the last, idle while it is not their
 * turn; each round measures each of them once, beginning with another one.
 */
final class RowRun {

  private final Row row;
  private final int rounds;
  private final double seconds;
  private final Progress progress;
  private final UnaryOperator<String> shown;
  private final Map<String, LiveVariant> up = new LinkedHashMap<>();
  private final Map<String, String> commands = new LinkedHashMap<>();
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private final Map<String, List<TrialResult>> trials = new LinkedHashMap<>();

  /** Of a row; {@code shown} gives a command line as people are to read it. */
  RowRun(Row row, int rounds, double seconds, Progress progress, UnaryOperator<String> shown) {
    this.row = row;
    this.rounds = rounds;
    this.seconds = seconds;
    this.progress = progress;
    this.shown = shown;
  }

  RowResult run() throws InterruptedException {
    String measured = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    try {
      for (Variant variant : row.variants()) {
        start(variant);
      }
      long begun = System.nanoTime();
      for (int round = 1; round <= rounds; round++) {
        for (Variant variant : Rotation.of(row.variants(), round)) {
          trial(variant, round, (System.nanoTime() - begun) / 1e9);
        }
        progress.round(row, round, rounds, trials);
      }
    } finally {
      up.values().forEach(LiveVariant::close);
    }
    return result(measured);
  }

  private void start(Variant variant) throws InterruptedException {
    trials.put(variant.name(), new ArrayList<>());
    try {
      LiveVariant live = variant.starter().start();
      up.put(variant.name(), live);
      commands.put(variant.name(), shown.apply(live.command()));
      new WarmUp(live).run(Math.min(variant.warmUp(), variant.warmUp() * seconds));
    } catch (IOException | RuntimeException e) {
      fail(variant, e);
    }
  }

  private void trial(Variant variant, int round, double at) throws InterruptedException {
    LiveVariant live = up.get(variant.name());
    if (live == null) {
      return;
    }
    try {
      Map<String, Double> figures =
          live.trial(seconds).entrySet().stream()
              .collect(Collectors.toMap(entry -> entry.getKey().word(), Map.Entry::getValue));
      trials.getOrDefault(variant.name(), List.of()).add(new TrialResult(round, at, figures));
    } catch (IOException | RuntimeException e) {
      fail(variant, e);
    }
  }

  /** One that fails is left out of the rest of its row; the others go on. */
  private void fail(Variant variant, Exception e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    reasons.put(
        variant.name(), shown.apply(e instanceof Unavailable ? reason : "failed: " + reason));
    progress.without(row, variant.name(), reason);
    LiveVariant live = up.remove(variant.name());
    if (live != null) {
      live.close();
    }
  }

  private RowResult result(String measured) {
    List<VariantResult> results =
        row.variants().stream()
            .map(variant ->
                new VariantResult(
                    variant.name(),
                    commands.getOrDefault(variant.name(), ""),
                    trials.getOrDefault(variant.name(), List.of()),
                    reasons.getOrDefault(variant.name(), "")))
            .toList();
    if (results.stream().allMatch(result -> result.trials().isEmpty())) {
      return RowResult.skipped(
          row.id(),
          row.title(),
          row.about(),
          row.things(),
          String.join("; ", new java.util.LinkedHashSet<>(reasons.values())));
    }
    return RowResult.of(
        row.id(), row.title(), row.about(), row.things(), measured, results, row.bars());
  }

  /** The figures of a round, for progress. */
  static double figure(List<TrialResult> trials, Measure measure) {
    return trials.isEmpty()
        ? Double.NaN
        : trials.getLast().figures().getOrDefault(measure.word(), Double.NaN);
  }
}
