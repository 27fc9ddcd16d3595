package dev.weir.it.benchmark.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All trials of one variant.
 *
 * @param name such as {@code Weir} or {@code C}
 * @param command how its server was started
 * @param trials those that ended well, in order of rounds
 * @param reason why it did not run, or not to the end; empty where it did
 */
public record VariantResult(String name, String command, List<TrialResult> trials, String reason) {

  /** Copies the list. */
  public VariantResult {
    trials = List.copyOf(trials);
  }

  /** The values of a measure, one for each round that has it. */
  public List<Double> values(Measure measure) {
    return trials.stream()
        .map(trial -> trial.figures().get(measure.word()))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  OptionalDouble value(Measure measure, int round) {
    return trials.stream()
        .filter(trial -> trial.round() == round)
        .map(trial -> Optional.ofNullable(trial.figures().get(measure.word())))
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }
}
