package dev.weir.it.scenario.result;

import dev.weir.it.scenario.result.Judgement.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verdicts as a reader wants them: what was missed first, and of very many alike one line. */
final class Condensed {

  private static final int MANY = 40;

  private Condensed() {}

  static List<Judgement> of(List<Judgement> judgements) {
    List<Judgement> list = new ArrayList<>(with(judgements, Outcome.MISSED));
    boolean many = judgements.size() > MANY;
    for (Outcome outcome : new Outcome[] {Outcome.MET, Outcome.SKIPPED}) {
      List<Judgement> alike = with(judgements, outcome);
      list.addAll(many ? joined(alike, outcome) : alike);
    }
    return list;
  }

  private static List<Judgement> with(List<Judgement> judgements, Outcome outcome) {
    return judgements.stream().filter(one -> one.outcome() == outcome).toList();
  }

  /** One line for each expectation that was met, and for each reason to skip. */
  private static List<Judgement> joined(List<Judgement> judgements, Outcome outcome) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Judgement one : judgements) {
      counts.merge(outcome == Outcome.MET ? one.expectation() : one.seen(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(
            entry -> new Judgement("", entry.getKey(), outcome, entry.getValue() + " of the tests"))
        .toList();
  }
}
