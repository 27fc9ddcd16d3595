package dev.weir.it.scenario.command;

import dev.weir.command.text.Columns;
import dev.weir.it.scenario.result.Judgement;
import dev.weir.it.scenario.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's verdicts as a table for a terminal. */
final class ResultText {

  private ResultText() {}

  static String of(RunResult run) {
    List<List<String>> rows = new ArrayList<>();
    for (Judgement judgement : run.judgements()) {
      rows.add(
          List.of(
              judgement.outcome().name().toLowerCase(Locale.ROOT),
              judgement.key(),
              judgement.expectation(),
              judgement.seen()));
    }
    return rows.isEmpty() ? "" : Columns.aligned(rows);
  }
}
