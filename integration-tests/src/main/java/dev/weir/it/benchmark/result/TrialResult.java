package dev.weir.it.benchmark.result;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One trial of one variant.
 *
 * @param round which, from 1
 * @param at seconds from the first trial of the row to the start of this one
 * @param figures by the words of {@link Measure}, in their units
 */
public record TrialResult(int round, double at, Map<String, Double> figures) {

  /** Copies the map. */
  public TrialResult {
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
  }
}
