package dev.weir.it.scenario.replicas;

import dev.weir.bandwidth.report.html.Figure;
import dev.weir.bandwidth.report.html.Page;
import dev.weir.bandwidth.report.html.Point;
import dev.weir.bandwidth.report.html.Section;
import dev.weir.bandwidth.report.html.Series;
import dev.weir.bandwidth.report.html.Table;
import dev.weir.bandwidth.report.html.TimePlot;
import dev.weir.bandwidth.report.html.Unit;
import dev.weir.bandwidth.report.html.Words;
import dev.weir.it.scenario.Metric;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Merged reports as a page for people. */
public final class MergedPage {

  private MergedPage() {}

  /** The sum over time, the spread over replicas, then each of them. */
  public static Page of(Merged merged) {
    return Page.titled("Weir: " + merged.replicas().size() + " replicas' reports")
        .summary(MergedText.summary(merged))
        .add(together(merged))
        .add(spread(merged))
        .add(each(merged));
  }

  private static Section together(Merged merged) {
    if (merged.seconds().isEmpty()) {
      return Section.titled("Together").text("No replica measured anything.");
    }
    return Section.titled("Together")
        .text("By the replicas' own clocks, from the moment when the first test began.")
        .add(plot(merged, "Sum of throughput", Unit.BITS_PER_SECOND, Merged.Second::bits))
        .add(plot(merged, "Replicas that measured", Unit.COUNT, Merged.Second::replicas));
  }

  private static TimePlot plot(
      Merged merged, String title, Unit unit, ToDoubleFunction<Merged.Second> value) {
    List<Point> points =
        merged.seconds().stream()
            .map(second -> new Point(second.number() + 1.0, value.applyAsDouble(second)))
            .toList();
    return TimePlot.titled(title, unit).add(Series.of("all replicas", points));
  }

  private static Section spread(Merged merged) {
    Table table =
        Table.titled("Median of the replicas, with lowest to highest").columns("Figure", "");
    for (Metric metric : Metric.values()) {
      double[] values = merged.values(metric).stream().mapToDouble(Double::doubleValue).toArray();
      if (values.length > 0) {
        table = table.row(metric.word(), Figure.median(metric.unit(), values));
      }
    }
    return Section.titled("Spread").add(table);
  }

  private static Section each(Merged merged) {
    Table table = Table.titled("Reports").columns("Replica", "Throughput", "Bytes", "Outcome");
    for (Replica one : merged.replicas()) {
      table =
          one.failed()
              ? table.row(one.name(), new Words(""), new Words(""), new Words(one.problem()))
              : table.row(
                  one.name(),
                  Figure.of(Unit.BITS_PER_SECOND, one.throughput()),
                  Figure.of(Unit.BYTES, (double) one.bytes()),
                  new Words("finished"));
    }
    return Section.titled("Each replica").add(table);
  }
}
