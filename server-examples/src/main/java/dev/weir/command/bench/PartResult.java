package dev.weir.command.bench;

import java.util.List;
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
 * @param measures what it measured; empty if it did not come to that
 */
record PartResult(
    String id,
    String title,
    Map<String, Object> settings,
    Outcome outcome,
    Optional<String> problem,
    List<Measure> measures) {

  PartResult {
    settings = Map.copyOf(settings);
    measures = List.copyOf(measures);
  }
}
