package dev.weir.it.scenario.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How one test ended. */
public enum CellOutcome {
  /** It ran to its end. */
  @JsonProperty("finished")
  FINISHED,
  /** It ran, and the client ended with an error. */
  @JsonProperty("failed")
  FAILED,
  /** It did not come to running: the harness or the machine is at fault. */
  @JsonProperty("broken")
  BROKEN,
  /** It was not run, for the reason given. */
  @JsonProperty("skipped")
  SKIPPED
}
