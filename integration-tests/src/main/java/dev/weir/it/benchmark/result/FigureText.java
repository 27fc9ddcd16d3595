package dev.weir.it.benchmark.result;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All figures with their spread, in Markdown, for docs/benchmark.md. */
public final class FigureText {

  private final BenchmarkResult result;

  private FigureText(BenchmarkResult result) {
    this.result = result;
  }

  /** The machine, then a section for each row. */
  public static String of(BenchmarkResult result) {
    return new FigureText(result).text();
  }

  private String text() {
    if (result.rows().isEmpty()) {
      return "No figures of this version have been kept yet.\n";
    }
    return machine()
        + bars()
        + micro()
        + result.rows().stream().map(FigureText::row).collect(Collectors.joining());
  }

  private String machine() {
    String facts =
        result.environment().entrySet().stream()
            .map(fact -> "| %s | %s |\n".formatted(fact.getKey(), cell(fact.getValue())))
            .collect(Collectors.joining());
    return "## Machine\n\n| | |\n|---|---|\n" + facts + "\n";
  }

  private String bars() {
    String lines =
        result.rows().stream()
            .flatMap(row -> row.comparisons().stream().map(one -> bar(row, one)))
            .collect(Collectors.joining());
    return "## Bars\n\n| work | what is judged | median (lowest to highest round) | bar | |\n|---|---|---|---|---|\n"
        + lines
        + "\n";
  }

  private String micro() {
    String lines =
        result.micro().stream()
            .map(MicroFigure::of)
            .map(one ->
                "| %s | %s | %s | %s |\n"
                    .formatted(one.name(), one.valueText(), one.allocatedText(), one.budgetText()))
            .collect(Collectors.joining());
    return lines.isEmpty()
        ? ""
        : "## Hot paths and memory\n\n| what | value | allocated for each | budget |\n|---|---|---|---|\n"
            + lines
            + "\n";
  }

  private static String bar(RowResult row, Comparison one) {
    String verdict = !one.measured() ? "not measured" : one.holds() ? "holds" : "**missed**";
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            row.title(),
            one.bar().subject(),
            one.text(),
            one.bar().text(),
            one.bar().relation() == Relation.ANY ? "" : verdict);
  }

  private static String row(RowResult row) {
    String head = "## " + row.title() + "\n\n" + row.about() + "\n\n";
    if (!row.ran()) {
      return head + "Not run: " + row.skipped() + "\n\n";
    }
    List<Measure> measures = row.measures();
    String columns = measures.stream().map(Measure::heading).collect(Collectors.joining(" | "));
    String lines =
        row.variants().stream()
            .map(variant -> line(row, variant, measures))
            .collect(Collectors.joining());
    return head
        + "| | "
        + columns
        + " |\n|---"
        + "|---".repeat(measures.size())
        + "|\n"
        + lines
        + "\n"
        + reasons(row)
        + commands(row);
  }

  private static String line(RowResult row, VariantResult variant, List<Measure> measures) {
    return "| %s | %s |\n"
        .formatted(
            variant.name(),
            measures.stream()
                .map(measure -> figure(row, variant, measure))
                .collect(Collectors.joining(" | ")));
  }

  private static String figure(RowResult row, VariantResult variant, Measure measure) {
    Median median = Median.of(variant.values(measure));
    if (Double.isNaN(median.value())) {
      return "";
    }
    var unit = measure.unit(row.things());
    return "%s (%s to %s)"
        .formatted(
            Plain.of(unit, median.value()),
            Plain.of(measure.unit(), median.low()),
            Plain.of(measure.unit(), median.high()));
  }

  private static String reasons(RowResult row) {
    String lines =
        row.variants().stream()
            .filter(variant -> !variant.reason().isEmpty())
            .map(variant -> "Without %s: %s.\n".formatted(variant.name(), variant.reason()))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : lines + "\n";
  }

  private static String commands(RowResult row) {
    Map<String, String> commands =
        row.variants().stream()
            .filter(variant -> !variant.command().isEmpty())
            .collect(
                Collectors.toMap(
                    VariantResult::name,
                    VariantResult::command,
                    (first, second) -> first,
                    java.util.LinkedHashMap::new));
    if (commands.isEmpty()) {
      return "";
    }
    return commands.entrySet().stream()
        .map(entry -> "%s: %s\n".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("", "```text\n", "```\n\n"));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
