package dev.weir.it.scenario.result;

import dev.weir.it.scenario.result.Judgement.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verdicts as a reader wants them: what was missed first, and of very many alike one line.
 *
 * @param times how many judgements the line stands for
 */
record Condensed(Judgement judgement, int times) {

  private static final int MANY = 40;

  static List<Condensed> of(List<Judgement> judgements) {
    List<Condensed> list = new ArrayList<>(single(judgements, Outcome.MISSED));
    boolean many = judgements.size() > MANY;
    for (Outcome outcome : new Outcome[] {Outcome.MET, Outcome.SKIPPED}) {
      list.addAll(many ? joined(judgements, outcome) : single(judgements, outcome));
    }
    return list;
  }

  private static List<Condensed> single(List<Judgement> judgements, Outcome outcome) {
    return judgements.stream()
        .filter(one -> one.outcome() == outcome)
        .map(one -> new Condensed(one, 1))
        .toList();
  }

  /** One line for each expectation that was met, and for each reason to skip. */
  private static List<Condensed> joined(List<Judgement> judgements, Outcome outcome) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Condensed one : single(judgements, outcome)) {
      Judgement judged = one.judgement();
      counts.merge(outcome == Outcome.MET ? judged.expectation() : judged.seen(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(entry -> joined(entry.getKey(), outcome, entry.getValue()))
        .toList();
  }

  private static Condensed joined(String text, Outcome outcome, int times) {
    String of = times == 1 ? "1 time" : times + " times";
    return new Condensed(new Judgement("", text, outcome, of), times);
  }
}
