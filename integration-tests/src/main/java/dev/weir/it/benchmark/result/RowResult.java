package dev.weir.it.benchmark.result;

import java.util.List;

/**
 * One row of the table: some work, done by several variants.
 *
 * @param id in file names and on the command line
 * @param title for people
 * @param about how it was measured, in a sentence
 * @param things what a rate counts
 * @param measured when, in ISO format; empty where it was not
 * @param skipped why it did not run; empty where it did
 * @param variants in the order of the table
 * @param comparisons the bars, and ratios that are shown beside them
 */
public record RowResult(
    String id,
    String title,
    String about,
    String things,
    String measured,
    String skipped,
    List<VariantResult> variants,
    List<Comparison> comparisons) {

  /** Copies the lists. */
  public RowResult {
    variants = List.copyOf(variants);
    comparisons = List.copyOf(comparisons);
  }

  /** The result of a row that ran, its variants compared. */
  public static RowResult of(
      String id,
      String title,
      String about,
      String things,
      String measured,
      List<VariantResult> variants,
      List<Bar> bars) {
    List<Comparison> comparisons = bars.stream().map(bar -> Comparison.of(bar, variants)).toList();
    return new RowResult(id, title, about, things, measured, "", variants, comparisons);
  }

  /** The result of a row that did not run. */
  public static RowResult skipped(
      String id, String title, String about, String things, String reason) {
    return new RowResult(id, title, about, things, "", reason, List.of(), List.of());
  }

  /** Whether it has any figures. */
  public boolean ran() {
    return variants.stream().anyMatch(variant -> !variant.trials().isEmpty());
  }

  /** The measures that any trial has, in their order. */
  public List<Measure> measures() {
    return java.util.Arrays.stream(Measure.values())
        .filter(
            measure -> variants.stream().anyMatch(variant -> !variant.values(measure).isEmpty()))
        .toList();
  }

  /** The measure that the row is about. */
  public Measure main() {
    List<Measure> measures = measures();
    return measures.isEmpty() ? Measure.RATE : measures.getFirst();
  }
}
