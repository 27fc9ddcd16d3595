package dev.weir.it.benchmark.result;

import dev.weir.bandwidth.report.html.Unit;

/**
 * What is expected of a variant, beside another one or by itself.
 *
 * @param of the variant that is judged
 * @param to the variant that it is divided by; empty where the value itself is judged
 * @param measure the word of a {@link Measure}
 * @param relation on which side of the bound it must be
 * @param bound a ratio, or a value in the measure's unit
 */
public record Bar(String of, String to, String measure, Relation relation, double bound) {

  /** The ratio of two variants is at least this. */
  public static Bar atLeast(double bound, String of, String to, Measure measure) {
    return new Bar(of, to, measure.word(), Relation.AT_LEAST, bound);
  }

  /** The ratio of two variants is at most this. */
  public static Bar atMost(double bound, String of, String to, Measure measure) {
    return new Bar(of, to, measure.word(), Relation.AT_MOST, bound);
  }

  /** The value of a variant is at most this, in the measure's unit. */
  public static Bar valueAtMost(double bound, String of, Measure measure) {
    return new Bar(of, "", measure.word(), Relation.AT_MOST, bound);
  }

  /** The ratio of two variants, for information. */
  public static Bar shown(String of, String to, Measure measure) {
    return new Bar(of, to, measure.word(), Relation.ANY, 0);
  }

  /** Whether two variants are compared, not one with a value. */
  public boolean relative() {
    return !to.isEmpty();
  }

  /** The unit of what is judged. */
  public Unit unit() {
    return relative() ? Unit.TIMES : Measure.of(measure).unit();
  }

  /** What is judged, such as {@code rate of Weir to C}. */
  public String subject() {
    return measure + " of " + of + (relative() ? " to " + to : "");
  }

  /** The bar in words, such as {@code >= 0.95}; empty where there is none. */
  public String text() {
    return switch (relation) {
      case AT_LEAST -> ">= " + boundText();
      case AT_MOST -> "<= " + boundText();
      case ANY -> "";
    };
  }

  private String boundText() {
    return relative() ? "%.2f".formatted(bound) : Plain.of(unit(), bound);
  }
}
