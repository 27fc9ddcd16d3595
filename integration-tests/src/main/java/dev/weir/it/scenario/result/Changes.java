package dev.weir.it.scenario.result;

import dev.weir.bandwidth.report.html.Cell;
import dev.weir.bandwidth.report.html.Fact;
import dev.weir.bandwidth.report.html.Figure;
import dev.weir.bandwidth.report.html.Note;
import dev.weir.bandwidth.report.html.Page;
import dev.weir.bandwidth.report.html.Section;
import dev.weir.bandwidth.report.html.Table;
import dev.weir.bandwidth.report.html.Words;
import dev.weir.it.scenario.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two runs compared, cell by cell and figure by figure.
 *
 * @param before the first run
 * @param after the second run
 * @param list every figure that both have
 * @param unmatched cells that only one of them has
 */
public record Changes(
    RunResult before, RunResult after, List<Change> list, List<String> unmatched) {

  /** Compares them. */
  public static Changes between(RunResult before, RunResult after) {
    Map<String, List<CellResult>> first = byKey(before);
    Map<String, List<CellResult>> second = byKey(after);
    List<Change> changes = new ArrayList<>();
    List<String> unmatched = new ArrayList<>();
    first.forEach((key, rounds) -> {
      List<CellResult> others = second.getOrDefault(key, List.of());
      if (others.isEmpty()) {
        unmatched.add(key + " (only in the first)");
      }
      for (Metric metric : Metric.values()) {
        add(changes, key, metric, Spread.of(metric, rounds), Spread.of(metric, others));
      }
    });
    second.keySet().stream()
        .filter(key -> !first.containsKey(key))
        .forEach(key -> unmatched.add(key + " (only in the second)"));
    return new Changes(before, after, List.copyOf(changes), List.copyOf(unmatched));
  }

  private static void add(
      List<Change> changes, String key, Metric metric, Spread before, Spread after) {
    if (!before.values().isEmpty() && !after.values().isEmpty()) {
      changes.add(Change.of(key, metric, before, after));
    }
  }

  private static Map<String, List<CellResult>> byKey(RunResult run) {
    Map<String, List<CellResult>> cells = new LinkedHashMap<>();
    run.cells().stream()
        .filter(one -> one.outcome() == CellOutcome.FINISHED)
        .forEach(one -> cells.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
    return cells;
  }

  /** How many figures got this verdict. */
  public long count(Change.Verdict verdict) {
    return list.stream().filter(change -> change.verdict() == verdict).count();
  }

  /** The comparison in a sentence. */
  public String summary() {
    return "%d figures compared: %d better, %d worse, %d the same, %d unclear."
        .formatted(
            list.size(),
            count(Change.Verdict.BETTER),
            count(Change.Verdict.WORSE),
            count(Change.Verdict.SAME),
            count(Change.Verdict.UNCLEAR));
  }

  /** The comparison as a page. */
  public Page page() {
    Table table =
        Table.titled("Median, with lowest to highest of all rounds")
            .columns("Test", "Figure", "Before", "After", "Change", "Verdict", "How sure");
    for (Change change : list) {
      table = table.row(change.key(), cells(change));
    }
    Section section =
        Section.titled("What changed")
            .text(
                "Better or worse where an exact rank test finds chance less likely than 5 % and the"
                    + " medians differ by 2 % at least; the bounds are those of 95 % of 4,000 draws"
                    + " of the ratio of medians.")
            .add(table);
    for (String key : unmatched) {
      section = section.add(new Note(key));
    }
    return Page.titled("Weir harness: " + before.name() + ", two runs")
        .summary(summary())
        .environment(Fact.of("before", before.run() + ", " + before.started()))
        .environment(Fact.of("after", after.run() + ", " + after.started()))
        .add(section);
  }

  private static Cell[] cells(Change change) {
    return new Cell[] {
      new Words(change.metric().word()),
      figure(change.before()),
      figure(change.after()),
      new Words(change.amount()),
      new Words(change.verdict().name().toLowerCase(Locale.ROOT)),
      new Words(change.certainty())
    };
  }

  private static Cell figure(Spread spread) {
    return Figure.median(
        spread.metric().unit(),
        spread.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
