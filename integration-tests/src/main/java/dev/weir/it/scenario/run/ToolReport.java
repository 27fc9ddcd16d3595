package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.result.Interval;
import java.util.List;
import java.util.Map;

/**
 * What a client said about its test.
 *
 * @param figures what it measured
 * @param bytes payload that arrived, both directions; 0 where it does not tell
 * @param sent payload that the senders sent, both directions; 0 where it does not tell
 * @param effective settings as the tool and the kernel made them
 * @param intervals the test in pieces
 * @param problem why it failed, in its own words; empty where it did not
 */
public record ToolReport(
    Map<Metric, Double> figures,
    long bytes,
    long sent,
    Map<String, String> effective,
    List<Interval> intervals,
    String problem) {

  static ToolReport failed(String problem) {
    return new ToolReport(Map.of(), 0, 0, Map.of(), List.of(), problem);
  }
}
