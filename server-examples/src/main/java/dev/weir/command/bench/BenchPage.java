package dev.weir.command.bench;

import dev.weir.bandwidth.load.Latency;
import dev.weir.bandwidth.report.html.Cell;
import dev.weir.bandwidth.report.html.Fact;
import dev.weir.bandwidth.report.html.Page;
import dev.weir.bandwidth.report.html.PercentilePlot;
import dev.weir.bandwidth.report.html.Section;
import dev.weir.bandwidth.report.html.Series;
import dev.weir.bandwidth.report.html.Table;
import dev.weir.bandwidth.report.html.ThisMachine;
import dev.weir.bandwidth.report.html.TimePlot;
import dev.weir.bandwidth.report.html.Unit;
import dev.weir.bandwidth.report.html.Words;
import dev.weir.command.bench.Figure.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bench as a page for people: the table first, then each part over time. */
final class BenchPage {

  private static final List<Column> COLUMNS =
      Arrays.stream(Column.values()).filter(column -> column != Column.NONE).toList();
  private static final Unit REQUESTS = Unit.rate("requests");

  private BenchPage() {}

  static Page of(BenchReport report) {
    Page page =
        Page.titled("Weir bench on loopback")
            .summary(summary(report))
            .environment(facts(report))
            .add(Section.titled("All parts").add(table(report)));
    for (PartResult part : report.parts()) {
      page = part.findings().measures().isEmpty() ? page : page.add(section(part));
    }
    return page;
  }

  private static String summary(BenchReport report) {
    return report.parts().stream()
        .flatMap(BenchPage::rates)
        .collect(Collectors.joining("; ", "", "."));
  }

  private static Stream<String> rates(PartResult part) {
    return part.findings().measures().stream()
        .map(measure -> part.title(measure) + ": " + cell(measure.figures(), Column.RATE));
  }

  private static List<Fact> facts(BenchReport report) {
    Stream<Fact> measured =
        report.environment().entrySet().stream()
            .filter(field -> List.of("weir", "netty", "transport").contains(field.getKey()))
            .map(field -> Fact.of(field.getKey(), String.valueOf(field.getValue())));
    return Stream.concat(ThisMachine.facts().stream(), measured).toList();
  }

  private static Table table(BenchReport report) {
    Stream<String> headings = COLUMNS.stream().map(Column::heading);
    Table table =
        Table.titled("Results")
            .columns(Stream.concat(Stream.of("Measured"), headings).toArray(String[]::new));
    for (PartResult part : report.parts()) {
      for (Measure measure : part.findings().measures()) {
        table = table.row(part.title(measure) + part.note(), cells(measure.figures()));
      }
      if (part.findings().measures().isEmpty()) {
        table = table.row(part.title() + part.note(), cells(Map.of()));
      }
    }
    return table;
  }

  private static Cell[] cells(Map<Figure, Double> figures) {
    return COLUMNS.stream().map(column -> new Words(cell(figures, column))).toArray(Cell[]::new);
  }

  private static String cell(Map<Figure, Double> figures, Column column) {
    return figures.entrySet().stream()
        .filter(entry -> entry.getKey().column() == column)
        .map(entry -> entry.getKey().text(entry.getValue()))
        .findFirst()
        .orElse("");
  }

  private static Section section(PartResult part) {
    Section section = Section.titled(part.title() + part.note()).add(overTime(part));
    return part.findings()
        .latency()
        .filter(latency -> latency.count() > 0)
        .map(latency -> section.add(percentiles(latency)))
        .orElse(section);
  }

  private static TimePlot overTime(PartResult part) {
    boolean requests =
        part.findings().measures().getFirst().figures().containsKey(Figure.REQUESTS_PER_SECOND);
    TimePlot plot = TimePlot.titled("Rate", requests ? REQUESTS : Unit.BITS_PER_SECOND);
    for (Series line : part.findings().rates()) {
      plot = plot.add(line);
    }
    return plot;
  }

  private static PercentilePlot percentiles(Latency latency) {
    return PercentilePlot.titled("Latency", Unit.SECONDS)
        .add(
            Series.percentiles(
                "round trip",
                percentile -> latency.percentile(percentile).toNanos() / 1e9,
                latency.count()));
  }
}
