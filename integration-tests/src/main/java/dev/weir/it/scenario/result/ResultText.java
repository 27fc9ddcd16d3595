package dev.weir.it.scenario.result;

import dev.weir.command.text.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's verdicts as a table for a terminal. */
public final class ResultText {

  private ResultText() {}

  /** The verdicts, then every test's figures or why it has none. */
  public static String withFigures(RunResult run) {
    StringBuilder text = new StringBuilder(of(run));
    for (CellResult one : run.cells()) {
      text.append(
          "%s, round %d: %s %s%n"
              .formatted(one.key(), one.round(), FigureText.of(one.figures()), one.reason()));
    }
    return text.toString();
  }

  /** The verdicts, one a line. */
  public static String of(RunResult run) {
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
