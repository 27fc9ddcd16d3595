package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Cell;
import dev.weir.it.scenario.Suite;
import dev.weir.it.scenario.result.CellOutcome;
import dev.weir.it.scenario.result.CellResult;
import dev.weir.it.scenario.result.Judge;
import dev.weir.it.scenario.result.RunResult;
import dev.weir.it.world.World;
import dev.weir.it.world.WorldException;
import dev.weir.it.world.WorldKind;
import dev.weir.it.world.Worlds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Runs all tests of a suite, round by round, so that what changes with time hits all alike. */
public final class SuiteRun {

  private final Suite suite;
  private final List<WorldKind> kinds;
  private final Progress progress;
  private final CompletableFuture<Void> stop;
  private final Journal journal;

  /**
   * A run that has not begun.
   *
   * @param kinds where to run; empty for what the suite says
   * @param stop ends the run early when done
   * @param journal what is known from an earlier run that did not come to its end
   */
  public SuiteRun(
      Suite suite,
      List<WorldKind> kinds,
      Progress progress,
      CompletableFuture<Void> stop,
      Journal journal) {
    this.suite = suite;
    this.kinds = kinds.isEmpty() ? chosen(suite) : kinds;
    this.progress = progress;
    this.stop = stop;
    this.journal = journal;
  }

  /** Whether a run would run this cell, or only name why not. */
  public static boolean runs(Suite suite, Cell cell) {
    return Needs.missing(cell.scenario(), chosen(suite).getFirst()).isEmpty();
  }

  /** Where a run is when nobody says otherwise; what only containers can is in containers. */
  public static List<WorldKind> chosen(Suite suite) {
    if (!suite.worlds().isEmpty()) {
      return suite.worlds();
    }
    boolean contained =
        suite.cells().stream()
            .map(Cell::scenario)
            .flatMap(scenario -> Stream.of(scenario.server(), scenario.client()))
            .anyMatch(peer -> !peer.image().isEmpty() || peer.memory() > 0);
    return List.of(contained ? WorldKind.CONTAINERS : WorldKind.best());
  }

  /** Runs it on the calling thread. */
  public RunResult run() throws InterruptedException {
    Instant started = Instant.now();
    long begun = System.nanoTime();
    List<CellResult> results = new ArrayList<>();
    try (Worlds worlds = Worlds.begin()) {
      all(worlds, results);
      return new RunResult(
          RunResult.FORMAT,
          suite.name(),
          suite.about(),
          worlds.id().toString().replaceFirst("-$", ""),
          started.truncatedTo(ChronoUnit.SECONDS).toString(),
          (System.nanoTime() - begun) / 1e9,
          stop.isDone(),
          Environment.describe(),
          suite.source(),
          Judge.of(suite, results),
          List.copyOf(results));
    }
  }

  private void all(Worlds worlds, List<CellResult> results) throws InterruptedException {
    int number = 0;
    int of = suite.repeat() * kinds.size() * suite.cells().size();
    for (int round = 1; round <= suite.repeat(); round++) {
      for (WorldKind kind : kinds) {
        for (Cell cell : suite.cells()) {
          if (stop.isDone()) {
            return;
          }
          progress.begins(++number, of, round, kind, cell);
          CellResult result = known(worlds, kind, cell, round);
          if (!stop.isDone()) {
            results.add(result);
          }
          progress.ends(result);
        }
      }
    }
  }

  private CellResult known(Worlds worlds, WorldKind kind, Cell cell, int round)
      throws InterruptedException {
    Optional<CellResult> before = journal.find(kind.word(), cell.label(), round);
    if (before.isPresent()) {
      return before.get();
    }
    CellResult result = one(worlds, kind, cell, round);
    if (!stop.isDone() && result.outcome() != CellOutcome.BROKEN) {
      journal.add(result);
    }
    return result;
  }

  private CellResult one(Worlds worlds, WorldKind kind, Cell cell, int round)
      throws InterruptedException {
    Optional<String> missing = Needs.missing(cell.scenario(), kind);
    if (missing.isPresent()) {
      return not(CellOutcome.SKIPPED, cell, kind, round, missing.get());
    }
    try (World world = worlds.make(kind)) {
      return new CellRun(world, cell, round, progress, stop).run();
    } catch (Broken | WorldException e) {
      return not(CellOutcome.BROKEN, cell, kind, round, String.valueOf(e.getMessage()));
    }
  }

  private static CellResult not(
      CellOutcome outcome, Cell cell, WorldKind kind, int round, String reason) {
    return CellResult.not(
        outcome, cell.label(), cell.values(), cell.reference(), kind.word(), round, reason);
  }
}
