package dev.weir.command.bench;

import java.util.Map;
import java.util.Optional;

/**
 * What a part of the bench found.
 *
 * @param id its name in the report and for {@code --only}
 * @param title its name for people
 * @param settings what was run, by name, each name ending in its unit where there is one
 * @param outcome how it ended
 * @param problem why it failed, in one line
 * @param findings what it found
 */
record PartResult(
    String id,
    String title,
    Map<String, Object> settings,
    Outcome outcome,
    Optional<String> problem,
    Findings findings) {

  PartResult {
    settings = Map.copyOf(settings);
  }

  /** The title of one of its measures. */
  String title(Measure measure) {
    return measure.name().isEmpty() ? title : title + ", " + measure.name();
  }

  /** What to add to a title: nothing where all went well. */
  String note() {
    return switch (outcome) {
      case FINISHED -> "";
      case INTERRUPTED -> " (interrupted)";
      case FAILED -> " (failed: " + problem.orElse("unknown") + ")";
    };
  }
}
