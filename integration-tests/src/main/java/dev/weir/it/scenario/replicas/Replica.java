package dev.weir.it.scenario.replicas;

import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.result.Interval;
import java.util.List;
import java.util.Map;

/**
 * One report of one replica.
 *
 * @param name whose it is
 * @param started when its test began, in seconds since 1970; 0 where it never did
 * @param figures what it measured
 * @param bytes payload that arrived
 * @param intervals the test in pieces
 * @param problem why it failed; empty where it did not
 */
record Replica(
    String name,
    double started,
    Map<Metric, Double> figures,
    long bytes,
    List<Interval> intervals,
    String problem) {

  boolean failed() {
    return !problem.isEmpty();
  }

  double throughput() {
    return figures.getOrDefault(Metric.THROUGHPUT, 0.0);
  }
}
