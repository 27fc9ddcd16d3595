package dev.weir.it.scenario.result;

import dev.weir.it.scenario.Metric;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A figure over the rounds of a cell.
 *
 * @param metric which
 * @param values ascending; those rounds that have it
 */
public record Spread(Metric metric, List<Double> values) {

  /** Copies the list. */
  public Spread {
    values = values.stream().sorted().toList();
  }

  /** Of these rounds. */
  public static Spread of(Metric metric, List<CellResult> rounds) {
    return new Spread(
        metric,
        rounds.stream()
            .map(round -> round.figures().get(metric.word()))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList());
  }

  /** The median; for loss, recovery and counted the worst. */
  public Optional<Double> value() {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    return switch (metric) {
      case LOSS, RECOVERY, COUNTED -> Optional.of(values.getLast());
      default -> Optional.of(median());
    };
  }

  /** The median; not a number without values. */
  public double median() {
    int n = values.size();
    if (n == 0) {
      return Double.NaN;
    }
    return n % 2 == 1 ? values.get(n / 2) : (values.get(n / 2 - 1) + values.get(n / 2)) / 2;
  }
}
