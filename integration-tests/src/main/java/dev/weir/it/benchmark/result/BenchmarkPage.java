package dev.weir.it.benchmark.result;

import dev.weir.bandwidth.report.html.Cell;
import dev.weir.bandwidth.report.html.Fact;
import dev.weir.bandwidth.report.html.Figure;
import dev.weir.bandwidth.report.html.Note;
import dev.weir.bandwidth.report.html.Outcome;
import dev.weir.bandwidth.report.html.Page;
import dev.weir.bandwidth.report.html.PercentilePlot;
import dev.weir.bandwidth.report.html.Point;
import dev.weir.bandwidth.report.html.Section;
import dev.weir.bandwidth.report.html.Series;
import dev.weir.bandwidth.report.html.Table;
import dev.weir.bandwidth.report.html.TimePlot;
import dev.weir.bandwidth.report.html.Verdicts;
import dev.weir.bandwidth.report.html.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run as a page for people: the bars, then of every row a table and plots. */
public final class BenchmarkPage {

  private static final Map<Double, Measure> PERCENTILES =
      new TreeMap<>(Map.of(50.0, Measure.P50, 99.0, Measure.P99, 99.9, Measure.P999));

  private final BenchmarkResult result;
  private final Baseline baseline;

  private BenchmarkPage(BenchmarkResult result, Baseline baseline) {
    this.result = result;
    this.baseline = baseline;
  }

  /** The page of a run, compared with a baseline. */
  public static Page of(BenchmarkResult result, Baseline baseline) {
    return new BenchmarkPage(result, baseline).page();
  }

  private Page page() {
    Page page = Page.titled("Weir beside its peers").summary(summary());
    for (Map.Entry<String, String> fact : result.environment().entrySet()) {
      page = page.environment(Fact.of(fact.getKey(), fact.getValue()));
    }
    page = page.add(verdicts()).add(changes());
    for (RowResult row : result.rows()) {
      page = page.add(section(row));
    }
    return result.micro().isEmpty() ? page : page.add(micro());
  }

  private String summary() {
    long bars = comparisons(Relation.AT_LEAST) + comparisons(Relation.AT_MOST);
    long held =
        result.rows().stream()
            .flatMap(row -> row.comparisons().stream())
            .filter(one -> one.bar().relation() != Relation.ANY && one.measured() && one.holds())
            .count();
    return "%d of %d bars hold; rounds: %d, of %s s each%s."
        .formatted(
            held,
            bars,
            result.rounds(),
            result.seconds(),
            result.quiet() ? "" : ", on a busy machine: not worth keeping");
  }

  private long comparisons(Relation relation) {
    return result.rows().stream()
        .flatMap(row -> row.comparisons().stream())
        .filter(one -> one.bar().relation() == relation)
        .count();
  }

  private Section verdicts() {
    Verdicts verdicts = Verdicts.none();
    for (RowResult row : result.rows()) {
      if (!row.ran()) {
        verdicts = verdicts.add(Outcome.SKIPPED, row.title(), row.skipped());
      }
      for (Comparison one : row.comparisons()) {
        if (one.bar().relation() != Relation.ANY) {
          verdicts =
              verdicts.add(
                  outcome(one),
                  row.title() + ": " + one.bar().subject() + " " + one.bar().text(),
                  one.measured() ? one.text() : "not measured");
        }
      }
    }
    return Section.titled("Bars")
        .text("Ratios are taken in each round, and their median is judged; in brackets the spread.")
        .add(verdicts);
  }

  private static Outcome outcome(Comparison one) {
    if (!one.measured()) {
      return Outcome.SKIPPED;
    }
    return one.holds() ? Outcome.MET : Outcome.MISSED;
  }

  private Section changes() {
    Table table =
        Table.titled("Ratios now and in the baseline")
            .columns("Work", "Ratio", "Before", "Now", "Verdict");
    for (RowResult row : result.rows()) {
      for (Comparison one : row.comparisons()) {
        if (one.bar().relative() && one.measured()) {
          table =
              table.row(
                  row.title(),
                  new Words(one.bar().subject()),
                  Figure.of(one.bar().unit(), baseline.before(row, one)),
                  Figure.median(one.bar().unit(), array(one.values())),
                  new Words(baseline.shift(row, one).text()));
        }
      }
    }
    return Section.titled("Since the baseline").add(table);
  }

  private static Section section(RowResult row) {
    Section section = Section.titled(row.title()).text(row.about());
    if (!row.ran()) {
      return section.add(new Note("Not run: " + row.skipped()));
    }
    section = section.add(figures(row)).add(overTime(row));
    PercentilePlot distribution = distribution(row);
    if (!distribution.series().isEmpty()) {
      section = section.add(distribution);
    }
    for (VariantResult variant : row.variants()) {
      String reason = variant.reason().isEmpty() ? "" : " " + variant.reason();
      section = section.add(new Note(variant.name() + ": " + variant.command() + reason));
    }
    return section;
  }

  private static Table figures(RowResult row) {
    List<String> columns = new ArrayList<>(List.of("Variant"));
    row.measures().forEach(measure -> columns.add(measure.heading()));
    Table table =
        Table.titled("Median, with lowest to highest of all rounds")
            .columns(columns.toArray(String[]::new));
    for (VariantResult variant : row.variants()) {
      table =
          table.row(
              variant.name(),
              row.measures().stream()
                  .map(measure ->
                      Figure.median(measure.unit(row.things()), array(variant.values(measure))))
                  .toArray(Cell[]::new));
    }
    return table;
  }

  /** What all variants share is the machine's doing, and shows as a common dent. */
  private static TimePlot overTime(RowResult row) {
    Measure main = row.main();
    TimePlot plot = TimePlot.titled("Each trial, when it was made", main.unit(row.things()));
    for (VariantResult variant : row.variants()) {
      List<Point> points =
          variant.trials().stream()
              .map(trial ->
                  new Point(trial.at(), trial.figures().getOrDefault(main.word(), Double.NaN)))
              .toList();
      plot = plot.add(Series.of(variant.name(), points));
    }
    return plot;
  }

  private static PercentilePlot distribution(RowResult row) {
    PercentilePlot plot =
        PercentilePlot.titled("Round trips, medians of the rounds", Measure.P50.unit());
    for (VariantResult variant : row.variants()) {
      List<Point> points = new ArrayList<>();
      PERCENTILES.forEach((percentile, measure) -> {
        List<Double> values = variant.values(measure);
        if (!values.isEmpty()) {
          points.add(new Point(percentile, Median.of(values).value()));
        }
      });
      if (!points.isEmpty()) {
        plot = plot.add(Series.of(variant.name(), points));
      }
    }
    return plot;
  }

  private Section micro() {
    Table table =
        Table.titled("As their own programs found").columns("What", "Value", "Allocated", "Budget");
    for (var json : result.micro()) {
      MicroFigure one = MicroFigure.of(json);
      table = table.row(one.name(), one.valueText(), one.allocatedText(), one.budgetText());
    }
    return Section.titled("Hot paths and memory").add(table);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
