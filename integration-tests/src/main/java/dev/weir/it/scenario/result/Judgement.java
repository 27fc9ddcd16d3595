package dev.weir.it.scenario.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whether one expectation holds for one cell, over all its rounds.
 *
 * @param key the cell's key
 * @param expectation as it stands in the file
 * @param outcome whether it holds
 * @param seen what was measured, or why nothing was
 */
public record Judgement(String key, String expectation, Outcome outcome, String seen) {

  /** Whether it holds. */
  public enum Outcome {
    /** It does. */
    @JsonProperty("met")
    MET,
    /** It does not. */
    @JsonProperty("missed")
    MISSED,
    /** The cell was not run, for a reason that is no fault. */
    @JsonProperty("skipped")
    SKIPPED
  }
}
