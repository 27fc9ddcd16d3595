package dev.weir.it.scenario.command;

import dev.weir.it.scenario.Cell;
import dev.weir.it.scenario.Suite;
import dev.weir.it.scenario.run.SuiteRun;
import java.time.Duration;

/** What a run of a suite would do, in a line. */
final class Plan {

  private static final Duration OVERHEAD = Duration.ofMillis(2500);

  private Plan() {}

  static String of(Suite suite) {
    Duration once =
        suite.cells().stream()
            .filter(cell -> SuiteRun.runs(suite, cell))
            .map(Cell::scenario)
            .map(scenario -> scenario.duration().plus(scenario.omit()).plus(OVERHEAD))
            .reduce(Duration.ZERO, Duration::plus);
    int worlds = Math.max(1, suite.worlds().size());
    return "%s: %d cells, %d rounds, %d worlds: about %d s"
        .formatted(
            suite.name(),
            suite.cells().size(),
            suite.repeat(),
            worlds,
            once.multipliedBy((long) suite.repeat() * worlds).toSeconds());
  }
}
