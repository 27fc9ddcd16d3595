package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Comparison;
import dev.weir.it.benchmark.result.Measure;
import dev.weir.it.benchmark.result.Plain;
import dev.weir.it.benchmark.result.RowResult;
import dev.weir.it.benchmark.result.TrialResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what happens while it happens. */
public final class Progress {

  private final PrintStream out;

  /** Says it there. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** A line of its own. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  void row(int number, int of, Row row) {
    say("");
    say("[%d/%d] %s: %s".formatted(number, of, row.id(), row.title()));
  }

  void round(Row row, int round, int rounds, Map<String, List<TrialResult>> trials) {
    String figures =
        trials.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> entry.getKey() + " " + main(row, entry.getValue().getLast()))
            .collect(Collectors.joining(", "));
    say("  round %d of %d: %s".formatted(round, rounds, figures));
  }

  private static String main(Row row, TrialResult trial) {
    for (Measure measure : Measure.values()) {
      Double value = trial.figures().get(measure.word());
      if (value != null) {
        return Plain.of(measure.unit(row.things()), value);
      }
    }
    return "–";
  }

  void without(Row row, String variant, String reason) {
    say("  %s without %s: %s".formatted(row.id(), variant, reason));
  }

  void done(RowResult row) {
    if (!row.skipped().isEmpty()) {
      say("  skipped: " + row.skipped());
    }
    for (Comparison comparison : row.comparisons()) {
      if (comparison.measured()) {
        say(
            "  %-44s %s%s"
                .formatted(comparison.bar().subject(), comparison.text(), verdict(comparison)));
      }
    }
  }

  private static String verdict(Comparison comparison) {
    String bar = comparison.bar().text();
    return bar.isEmpty() ? "" : ", bar " + bar + (comparison.holds() ? ": holds" : ": MISSED");
  }
}
