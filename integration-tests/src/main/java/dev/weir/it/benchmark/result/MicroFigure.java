package dev.weir.it.benchmark.result;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A figure of a hot path or of memory, as its own program wrote it: JMH's form, or an object with
 * {@code name}, {@code value}, {@code unit} and, where it is judged, {@code budget}.
 *
 * @param name of what was measured
 * @param value in the unit
 * @param unit of the value and the budget
 * @param allocated bytes for each operation; not a number where that was not measured
 * @param budget the most that is allowed; not a number where there is none
 */
record MicroFigure(String name, double value, String unit, double allocated, double budget) {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  static MicroFigure of(JsonNode json) {
    return json.has("benchmark") ? ofJmh(json) : plain(json);
  }

  private static MicroFigure ofJmh(JsonNode json) {
    JsonNode metric = json.path("primaryMetric");
    String name = json.path("benchmark").asText();
    return new MicroFigure(
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        number(metric.path("score")),
        metric.path("scoreUnit").asText(),
        number(json.path("secondaryMetrics").path(ALLOCATED).path("score")),
        number(json.path("budget")));
  }

  private static MicroFigure plain(JsonNode json) {
    return new MicroFigure(
        json.path("name").asText(),
        number(json.path("value")),
        json.path("unit").asText(),
        Double.NaN,
        number(json.path("budget")));
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  /** The value with its unit. */
  String valueText() {
    return text(value) + (unit.isEmpty() ? "" : " " + unit);
  }

  /** Bytes for each operation; empty where they were not measured. */
  String allocatedText() {
    return Double.isNaN(allocated) ? "" : text(allocated) + " B";
  }

  /** The budget and whether it is kept; empty where there is none. */
  String budgetText() {
    if (Double.isNaN(budget)) {
      return "";
    }
    double judged = Double.isNaN(allocated) ? value : allocated;
    return "<= " + text(budget) + (judged <= budget ? ": holds" : ": MISSED");
  }

  private static String text(double number) {
    return "%.4g".formatted(number);
  }
}
