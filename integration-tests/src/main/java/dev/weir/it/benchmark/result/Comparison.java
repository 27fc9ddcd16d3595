package dev.weir.it.benchmark.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A bar and what was measured of it.
 *
 * @param bar what is expected
 * @param values one for each round in which both variants were measured: ratios, or values where
 *     the bar judges a variant by itself
 */
public record Comparison(Bar bar, List<Double> values) {

  /** Copies the list. */
  public Comparison {
    values = List.copyOf(values);
  }

  /** Compares two variants round by round: what the machine did meanwhile then met both. */
  static Comparison of(Bar bar, List<VariantResult> variants) {
    Measure measure = Measure.of(bar.measure());
    VariantResult of = named(bar.of(), variants);
    if (!bar.relative()) {
      return new Comparison(bar, of.values(measure));
    }
    VariantResult to = named(bar.to(), variants);
    List<Double> ratios = new ArrayList<>();
    for (TrialResult trial : of.trials()) {
      OptionalDouble over = of.value(measure, trial.round());
      OptionalDouble under = to.value(measure, trial.round());
      if (over.isPresent() && under.isPresent() && under.getAsDouble() > 0) {
        ratios.add(over.getAsDouble() / under.getAsDouble());
      }
    }
    return new Comparison(bar, ratios);
  }

  private static VariantResult named(String name, List<VariantResult> variants) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("variant: " + name + " (unknown)"));
  }

  /** Whether there is anything to judge. */
  public boolean measured() {
    return !values.isEmpty();
  }

  /** The median, not a number without a round. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public double median() {
    return Median.of(values).value();
  }

  /** The lowest round. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public double low() {
    return Median.of(values).low();
  }

  /** The highest round. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public double high() {
    return Median.of(values).high();
  }

  /** Whether the median is on the right side of the bar. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean holds() {
    return bar.relation().holds(median(), bar.bound());
  }

  /** The median with its spread, for people. */
  public String text() {
    if (bar.relative() || !measured()) {
      return Median.of(values).text();
    }
    return "%s (%s to %s)"
        .formatted(
            Plain.of(bar.unit(), median()),
            Plain.of(bar.unit(), low()),
            Plain.of(bar.unit(), high()));
  }
}
