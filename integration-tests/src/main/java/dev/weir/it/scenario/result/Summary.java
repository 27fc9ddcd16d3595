package dev.weir.it.scenario.result;

import dev.weir.it.scenario.result.Judgement.Outcome;

/** A run in a sentence. */
public final class Summary {

  private Summary() {}

  /** How many expectations were met, missed and skipped, and how many tests ran. */
  public static String of(RunResult run) {
    long ran = run.cells().stream().filter(one -> !one.settings().isEmpty()).count();
    // Of a run that was cut off nobody knows how many there would have been.
    String tests = run.interrupted() ? "" : " of " + run.cells().size();
    return "%s%d%s tests ran in %.0f s; %d expectations met, %d missed, %d skipped."
        .formatted(
            run.interrupted() ? "Interrupted: " : "",
            ran,
            tests,
            run.seconds(),
            count(run, Outcome.MET),
            count(run, Outcome.MISSED),
            count(run, Outcome.SKIPPED));
  }

  private static long count(RunResult run, Outcome outcome) {
    return run.judgements().stream().filter(one -> one.outcome() == outcome).count();
  }
}
