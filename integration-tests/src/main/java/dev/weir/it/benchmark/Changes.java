package dev.weir.it.benchmark;

import dev.weir.it.benchmark.result.Baseline;
import dev.weir.it.benchmark.result.BenchmarkResult;
import dev.weir.it.benchmark.result.Comparison;
import dev.weir.it.benchmark.result.RowResult;
import dev.weir.it.benchmark.result.Shift;
import java.util.ArrayList;
import java.util.List;

/** What became faster or slower than the baseline, in lines for people. */
final class Changes {

  private Changes() {}

  static String text(BenchmarkResult result, Baseline baseline) {
    List<String> lines = new ArrayList<>();
    for (RowResult row : result.rows()) {
      for (Comparison comparison : row.comparisons()) {
        Shift shift = baseline.shift(row, comparison);
        if (shift == Shift.SLOWER || shift == Shift.FASTER) {
          lines.add(
              "%s, %s: %s, now %s, then %.2f"
                  .formatted(
                      row.title(),
                      comparison.bar().subject(),
                      shift.text(),
                      comparison.text(),
                      baseline.before(row, comparison)));
        }
      }
    }
    return lines.isEmpty()
        ? "Nothing is faster or slower than in the baseline, beyond noise."
        : String.join("\n", lines);
  }
}
