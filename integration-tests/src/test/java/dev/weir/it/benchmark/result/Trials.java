package dev.weir.it.benchmark.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up trials. */
final class Trials {

  private Trials() {}

  static VariantResult rates(String name, double... rates) {
    return of(name, Measure.RATE, rates);
  }

  static VariantResult of(String name, Measure measure, double... values) {
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        trials.add(new TrialResult(i + 1, i, Map.of(measure.word(), values[i])));
      }
    }
    return new VariantResult(name, "./" + name, trials, "");
  }

  static RowResult row(String id, List<Bar> bars, VariantResult... variants) {
    return RowResult.of(id, "Row " + id, "Made up.", "requests", "now", List.of(variants), bars);
  }

  static BenchmarkResult result(RowResult... rows) {
    return new BenchmarkResult(
        BenchmarkResult.FORMAT,
        "2026-11-23T18:00:00Z",
        5,
        1,
        true,
        Map.of("CPU", "2 processors"),
        List.of(rows),
        List.of());
  }
}
