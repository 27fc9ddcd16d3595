package dev.weir.it.scenario;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of a matrix's values, and the test that it makes.
 *
 * @param values what the matrix sets, by field; empty for a scenario without a matrix
 * @param scenario the test
 * @param reference whether it runs only for others to be compared with
 */
public record Cell(Map<String, String> values, Scenario scenario, boolean reference) {

  /** The cell in a line: {@code streams=8 link.loss=1%}. */
  public String label() {
    return values.isEmpty()
        ? "as written"
        : values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" "));
  }
}
