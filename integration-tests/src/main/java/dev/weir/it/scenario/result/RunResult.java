package dev.weir.it.scenario.result;

import java.util.List;
import java.util.Map;

/**
 * One run of one scenario file: what is written as JSON. Readers ignore fields that they do not
 * know; {@code format} changes when a field changes its meaning.
 *
 * @param format {@link #FORMAT}
 * @param name the scenario's
 * @param about what it shows
 * @param run the run's id
 * @param started UTC, ISO 8601
 * @param seconds of wall clock
 * @param interrupted whether a signal ended it early
 * @param environment the machine and the versions
 * @param source the scenario file's text
 * @param judgements what was expected and whether it holds
 * @param cells every test of every round
 */
public record RunResult(
    String format,
    String name,
    String about,
    String run,
    String started,
    double seconds,
    boolean interrupted,
    Map<String, String> environment,
    String source,
    List<Judgement> judgements,
    List<CellResult> cells) {

  /** The format that this version writes and reads. */
  public static final String FORMAT = "weir-harness-1";
}
