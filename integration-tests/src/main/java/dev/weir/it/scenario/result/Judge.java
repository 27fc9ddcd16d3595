package dev.weir.it.scenario.result;

import dev.weir.it.scenario.Cell;
import dev.weir.it.scenario.Expectation;
import dev.weir.it.scenario.Expectation.Bound;
import dev.weir.it.scenario.Expectation.Completes;
import dev.weir.it.scenario.Expectation.Fails;
import dev.weir.it.scenario.Expectation.Reference;
import dev.weir.it.scenario.Expectation.ServerSurvives;
import dev.weir.it.scenario.FaultKind;
import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.PeerName;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.scenario.Suite;
import dev.weir.it.scenario.SuiteReader;
import dev.weir.it.scenario.result.Judgement.Outcome;
import dev.weir.it.world.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a suite expects holds. Over several rounds the median counts; for loss and recovery
 * the worst round does, because they promise something of every one.
 */
public final class Judge {

  private final Suite suite;
  private final List<CellResult> results;
  private final List<Judgement> judgements = new ArrayList<>();

  private Judge(Suite suite, List<CellResult> results) {
    this.suite = suite;
    this.results = results;
  }

  /** All expectations of all cells that came to an end one way or the other. */
  public static List<Judgement> of(Suite suite, List<CellResult> results) {
    Judge judge = new Judge(suite, results);
    Set<String> worlds = new LinkedHashSet<>();
    results.forEach(result -> worlds.add(result.world()));
    for (String world : worlds) {
      suite.cells().stream()
          .filter(cell -> !cell.reference())
          .forEach(cell -> judge.cell(world, cell));
    }
    return List.copyOf(judge.judgements);
  }

  private void cell(String world, Cell cell) {
    List<CellResult> rounds = rounds(world, cell);
    if (rounds.isEmpty()) {
      return;
    }
    for (Expectation expectation : expected(cell.scenario())) {
      judgements.add(judgement(world, cell, expectation, rounds));
    }
  }

  private List<CellResult> rounds(String world, Cell cell) {
    return results.stream()
        .filter(one -> one.world().equals(world) && one.cell().equals(cell.label()))
        .toList();
  }

  /** A test that says nothing about its end is expected to complete. */
  private static List<Expectation> expected(Scenario scenario) {
    List<Expectation> all = new ArrayList<>(scenario.expectations());
    boolean said = all.stream().anyMatch(one -> one instanceof Fails || one instanceof Completes);
    boolean hit =
        scenario.faults().stream()
            .anyMatch(fault ->
                fault.kind() == FaultKind.KILL
                    || (fault.kind() == FaultKind.TERMINATE && fault.role() == Role.CLIENT));
    if (!said && !hit) {
      all.addFirst(new Completes("completes"));
    }
    return all;
  }

  private Judgement judgement(
      String world, Cell cell, Expectation expectation, List<CellResult> rounds) {
    String key = rounds.getFirst().key();
    Optional<CellResult> not =
        rounds.stream()
            .filter(
                one -> one.outcome() == CellOutcome.SKIPPED || one.outcome() == CellOutcome.BROKEN)
            .findFirst();
    if (not.isPresent()) {
      Outcome outcome =
          not.get().outcome() == CellOutcome.SKIPPED ? Outcome.SKIPPED : Outcome.MISSED;
      return new Judgement(key, expectation.text(), outcome, not.get().reason());
    }
    Verdict verdict =
        switch (expectation) {
          case Completes _ -> ends(rounds, CellOutcome.FINISHED);
          case Fails _ -> ends(rounds, CellOutcome.FAILED);
          case ServerSurvives _ -> survives(rounds);
          case Bound bound -> bound(world, cell, bound, rounds);
        };
    return new Judgement(key, expectation.text(), verdict.outcome(), verdict.seen());
  }

  private record Verdict(Outcome outcome, String seen) {
    static Verdict of(boolean met, String seen) {
      return new Verdict(met ? Outcome.MET : Outcome.MISSED, seen);
    }
  }

  private static Verdict ends(List<CellResult> rounds, CellOutcome wanted) {
    Optional<CellResult> other = rounds.stream().filter(one -> one.outcome() != wanted).findFirst();
    String all = rounds.size() == 1 ? "it did" : "all " + rounds.size() + " rounds did";
    return other
        .map(one -> Verdict.of(false, one.reason().isEmpty() ? "it completed" : one.reason()))
        .orElseGet(() ->
            Verdict.of(true, wanted == CellOutcome.FAILED ? rounds.getFirst().reason() : all));
  }

  private static Verdict survives(List<CellResult> rounds) {
    boolean ended = rounds.stream().anyMatch(CellResult::serverEnded);
    return Verdict.of(!ended, ended ? "the server had ended" : "it still ran");
  }

  private Verdict bound(String world, Cell cell, Bound bound, List<CellResult> rounds) {
    Spread spread = Spread.of(bound.metric(), rounds);
    Optional<Double> value = spread.value();
    // A round that never recovered has no figure, and is not made good by those that did.
    boolean worstMissing =
        bound.metric() == Metric.RECOVERY && spread.values().size() < rounds.size();
    if (value.isEmpty() || worstMissing) {
      return Verdict.of(false, absent(bound.metric(), rounds));
    }
    if (bound.reference().isEmpty()) {
      return Verdict.of(
          bound.order().holds(value.get(), bound.bound()),
          bound.metric().unit().format(value.get()));
    }
    return ratio(world, cell, bound, value.get(), bound.reference().get());
  }

  private static String absent(Metric metric, List<CellResult> rounds) {
    boolean failed = rounds.stream().anyMatch(one -> one.outcome() == CellOutcome.FAILED);
    return metric == Metric.RECOVERY
        ? "throughput did not come back before the test ended"
        : failed ? "no figure: " + rounds.getFirst().reason() : "no figure";
  }

  private Verdict ratio(String world, Cell cell, Bound bound, double value, Reference reference) {
    Optional<Double> other =
        reference
            .peer()
            .map(peer -> peerFigure(world, cell, bound.metric(), peer))
            .orElseGet(() -> Optional.of((double) cell.scenario().link().rate()));
    if (other.isEmpty() || other.get() == 0) {
      String name = reference.name().toLowerCase(java.util.Locale.ROOT);
      return Verdict.of(false, "no figure of " + name + " to compare with");
    }
    double factor = value / other.get();
    return Verdict.of(
        bound.order().holds(factor, bound.bound()),
        "%.2f: %s of %s"
            .formatted(
                factor,
                bound.metric().unit().format(value),
                bound.metric().unit().format(other.get())));
  }

  private Optional<Double> peerFigure(String world, Cell cell, Metric metric, PeerName peer) {
    Cell wanted = new Cell(cell.values(), cell.scenario().between(peer), true);
    return suite.cells().stream()
        .filter(one -> SuiteReader.sameTest(one, wanted))
        .findFirst()
        .flatMap(one -> Spread.of(metric, rounds(world, one)).value());
  }
}
