package dev.weir.it.scenario.replicas;

import dev.weir.bandwidth.report.html.Unit;
import dev.weir.command.text.Columns;
import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.result.FigureText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Merged reports for a terminal. */
public final class MergedText {

  private MergedText() {}

  /** Each replica, each second, then the sums. */
  public static String of(Merged merged) {
    return replicas(merged) + seconds(merged) + spreads(merged) + summary(merged) + "\n";
  }

  private static String replicas(Merged merged) {
    List<List<String>> rows = new ArrayList<>();
    for (Replica one : merged.replicas()) {
      Map<String, Double> figures = new TreeMap<>();
      one.figures().forEach((metric, value) -> figures.put(metric.word(), value));
      rows.add(
          List.of(one.name(), one.failed() ? "failed: " + one.problem() : FigureText.of(figures)));
    }
    return table(rows);
  }

  private static String seconds(Merged merged) {
    List<List<String>> rows = new ArrayList<>();
    for (Merged.Second second : merged.seconds()) {
      rows.add(
          List.of(
              "second " + second.number(),
              Unit.BITS_PER_SECOND.format(second.bits()),
              "from " + second.replicas()));
    }
    return table(rows);
  }

  private static String spreads(Merged merged) {
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      List<Double> values = merged.values(metric);
      if (!values.isEmpty()) {
        rows.add(List.of("each one's " + metric.word(), spread(metric.unit(), values)));
      }
    }
    return table(rows);
  }

  private static String spread(Unit unit, List<Double> ascending) {
    return "%s median, %s to %s"
        .formatted(
            unit.format(ascending.get(ascending.size() / 2)),
            unit.format(ascending.getFirst()),
            unit.format(ascending.getLast()));
  }

  /** The merged reports in a sentence or two. */
  static String summary(Merged merged) {
    return "%d reports: %d finished, %d failed%s.%s%s%s"
        .formatted(
            merged.replicas().size() + merged.broken(),
            merged.good().size(),
            merged.replicas().size() - merged.good().size(),
            reasons(merged.problems()),
            earlier(merged),
            broken(merged),
            together(merged));
  }

  private static String reasons(Map<String, Long> problems) {
    return problems.entrySet().stream()
        .map(one -> "; %d times: %s".formatted(one.getValue(), one.getKey()))
        .collect(Collectors.joining());
  }

  private static String earlier(Merged merged) {
    return merged.earlier().isEmpty()
        ? ""
        : " Before them %d starts failed%s."
            .formatted(merged.earlier().size(), reasons(merged.earlierProblems()));
  }

  // The sum of averages alone would be more than ever flowed, where tests ran one after another.
  private static String together(Merged merged) {
    return merged.seconds().stream()
        .max(Comparator.comparingDouble(Merged.Second::bits))
        .map(best ->
            " Their averages add up to %s; the best second had %s, from %d of them."
                .formatted(
                    Unit.BITS_PER_SECOND.format(
                        merged.good().stream().mapToDouble(Replica::throughput).sum()),
                    Unit.BITS_PER_SECOND.format(best.bits()),
                    best.replicas()))
        .orElse("");
  }

  private static String broken(Merged merged) {
    return merged.broken() == 0
        ? ""
        : " %d cut off or mixed with others (logs that name each line's source cannot mix)."
            .formatted(merged.broken());
  }

  private static String table(List<List<String>> rows) {
    return rows.isEmpty() ? "" : Columns.aligned(rows);
  }
}
