package dev.weir.it.scenario.result;

import dev.weir.bandwidth.report.html.Cell;
import dev.weir.bandwidth.report.html.Fact;
import dev.weir.bandwidth.report.html.Figure;
import dev.weir.bandwidth.report.html.Mark;
import dev.weir.bandwidth.report.html.Note;
import dev.weir.bandwidth.report.html.Outcome;
import dev.weir.bandwidth.report.html.Page;
import dev.weir.bandwidth.report.html.PercentilePlot;
import dev.weir.bandwidth.report.html.Section;
import dev.weir.bandwidth.report.html.Series;
import dev.weir.bandwidth.report.html.Table;
import dev.weir.bandwidth.report.html.TimePlot;
import dev.weir.bandwidth.report.html.Unit;
import dev.weir.bandwidth.report.html.Verdicts;
import dev.weir.bandwidth.report.html.Words;
import dev.weir.it.scenario.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as a page for people: verdicts, the comparison, then every group of tests over time. */
public final class ResultPage {

  private final RunResult run;
  private final List<Metric> metrics;

  private ResultPage(RunResult run) {
    this.run = run;
    this.metrics =
        Arrays.stream(Metric.values())
            .filter(metric ->
                run.cells().stream().anyMatch(c -> c.figures().containsKey(metric.word())))
            .toList();
  }

  /** The page of a run. */
  public static Page of(RunResult run) {
    return new ResultPage(run).page();
  }

  private Page page() {
    Page page = Page.titled("Weir harness: " + run.name()).summary(Summary.of(run));
    for (Map.Entry<String, String> fact : run.environment().entrySet()) {
      page = page.environment(Fact.of(fact.getKey(), fact.getValue()));
    }
    page =
        page.environment(Fact.of("run", run.run() + ", " + run.started()))
            .add(verdicts())
            .add(comparison());
    for (CellGroup group : CellGroup.of(run.cells())) {
      page = page.add(group(group));
    }
    return page.add(skipped()).add(source());
  }

  private Section verdicts() {
    Verdicts verdicts = Verdicts.none();
    boolean one = run.judgements().stream().map(Judgement::key).distinct().count() == 1;
    for (Condensed line : Condensed.of(run.judgements())) {
      Judgement judgement = line.judgement();
      String what =
          one || judgement.key().isEmpty()
              ? judgement.expectation()
              : judgement.key() + ": " + judgement.expectation();
      verdicts = verdicts.add(outcome(judgement), what, judgement.seen(), line.times());
    }
    return Section.titled("What was expected").text(run.about()).add(verdicts);
  }

  private static Outcome outcome(Judgement judgement) {
    return switch (judgement.outcome()) {
      case MET -> Outcome.MET;
      case MISSED -> Outcome.MISSED;
      case SKIPPED -> Outcome.SKIPPED;
    };
  }

  private Section comparison() {
    String[] columns =
        Stream.concat(Stream.of("Test", "Rounds"), metrics.stream().map(ResultPage::heading))
            .toArray(String[]::new);
    Table table = Table.titled("Median, with lowest to highest of all rounds").columns(columns);
    for (Map.Entry<String, List<CellResult>> cell : byKey().entrySet()) {
      table = table.row(cell.getKey(), figures(cell.getValue()));
    }
    return Section.titled("Comparison").add(table).add(counted());
  }

  private static String heading(Metric metric) {
    return switch (metric) {
      case RTT -> "Round trip";
      case CPU -> "CPU, both ends";
      case COUNTED -> "Firewall from tool";
      default -> metric.name().charAt(0) + metric.word().substring(1);
    };
  }

  /** Those that ran, with their rounds. */
  private Map<String, List<CellResult>> byKey() {
    boolean worlds = run.cells().stream().map(CellResult::world).distinct().count() > 1;
    Map<String, List<CellResult>> cells = new LinkedHashMap<>();
    run.cells().stream()
        .filter(one -> !one.settings().isEmpty())
        .forEach(
            one -> cells.computeIfAbsent(title(one, worlds), key -> new ArrayList<>()).add(one));
    return cells;
  }

  private static String title(CellResult one, boolean worlds) {
    String rest =
        one.values().entrySet().stream()
            .filter(e -> !e.getKey().matches("(server|client|between).*"))
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    return CellGroup.name(one, worlds) + (rest.isEmpty() ? "" : ", " + rest);
  }

  private Cell[] figures(List<CellResult> rounds) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Figure.of(Unit.COUNT, (long) rounds.size()));
    for (Metric metric : metrics) {
      double[] values =
          Spread.of(metric, rounds).values().stream().mapToDouble(Double::doubleValue).toArray();
      cells.add(values.length == 0 ? new Words("") : Figure.median(metric.unit(), values));
    }
    return cells.toArray(Cell[]::new);
  }

  /** The firewall's count beside the tool's own, which it must not contradict. */
  private Table counted() {
    Table table =
        Table.titled("Bytes: the tool's words, and the firewall's count with headers")
            .columns("Test", "Read", "Sent", "Firewall", "Firewall to read");
    for (Map.Entry<String, List<CellResult>> cell : byKey().entrySet()) {
      CellResult last = cell.getValue().getLast();
      long counted = PayloadCheck.arrived(last);
      if (last.payload() > 0 && counted > 0) {
        table =
            table.row(
                cell.getKey(),
                Figure.of(Unit.BYTES, (double) last.payload()),
                last.sent() > 0 ? Figure.of(Unit.BYTES, (double) last.sent()) : new Words(""),
                Figure.of(Unit.BYTES, (double) counted),
                Figure.of(Unit.TIMES, (double) counted / last.payload()));
      }
    }
    return table;
  }

  private static Section group(CellGroup group) {
    Lines lines = Lines.of(group);
    Section section =
        Section.titled(
            group.title().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                + group.title().substring(1));
    section = plot(section, "Throughput", Unit.BITS_PER_SECOND, lines.throughput(), lines);
    section = plot(section, "Round-trip time of the sender", Unit.SECONDS, lines.rtt(), lines);
    section =
        plot(section, "Retransmits each quarter second", Unit.COUNT, lines.retransmits(), lines);
    section = plot(section, "Loss of datagrams", Unit.PERCENT, lines.loss(), lines);
    if (!lines.latency().isEmpty()) {
      PercentilePlot latency =
          PercentilePlot.titled("Distribution of round-trip times", Unit.SECONDS);
      for (Series series : lines.latency()) {
        latency = latency.add(series);
      }
      section = section.add(latency);
    }
    return section.blocks().isEmpty() ? section.add(new Note("Nothing ran.")) : section;
  }

  private static Section plot(
      Section section, String title, Unit unit, List<Series> series, Lines lines) {
    if (series.isEmpty()) {
      return section;
    }
    TimePlot plot = TimePlot.titled(title, unit);
    for (Series one : series) {
      plot = plot.add(one);
    }
    for (Event event : lines.events()) {
      plot =
          new TimePlot(
              plot.title(),
              plot.unit(),
              plot.series(),
              Stream.concat(
                      plot.marks().stream(), Stream.of(new Mark(event.seconds(), event.text())))
                  .toList());
    }
    return section.add(plot);
  }

  private Section skipped() {
    Table table = Table.titled("Reasons").columns("Test", "Outcome", "Reason");
    Map<String, CellResult> not = new LinkedHashMap<>();
    run.cells().stream()
        .filter(one -> !one.reason().isEmpty())
        .forEach(one -> not.putIfAbsent(one.key() + one.reason(), one));
    for (CellResult one : not.values()) {
      table =
          table.row(
              one.key(), one.outcome().name().toLowerCase(java.util.Locale.ROOT), one.reason());
    }
    Section section = Section.titled("Not run, or failed");
    return not.isEmpty() ? section.add(new Note("Every test ran to its end.")) : section.add(table);
  }

  private Section source() {
    Section section = Section.titled("The scenario");
    for (String line : run.source().lines().filter(text -> !text.isBlank()).toList()) {
      section = section.add(new Note(line));
    }
    return section;
  }
}
