package dev.weir.it.scenario.replicas;

import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.result.Interval;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One report of one replica.
 *
 * @param source whose it is, as docker, compose or kubectl name it; empty where none does
 * @param name the same, or the file's name, with a number where it has several
 * @param started when its test began, in seconds since 1970; 0 where it never did
 * @param figures what it measured
 * @param bytes payload that arrived
 * @param intervals the test in pieces
 * @param problem why it failed; empty where it did not
 */
record Replica(
    String source,
    String name,
    double started,
    Map<Metric, Double> figures,
    long bytes,
    List<Interval> intervals,
    String problem) {

  // A swarm's task has an id of its own at every start, and so has an indexed job's pod.
  private static final Pattern ATTEMPT =
      Pattern.compile(
          "(?<slot>.+\\.\\d+)\\.[a-z0-9]+@.+|(?<index>pod/.+-\\d+)-[a-z0-9]{5}(?:/.*)?");

  /**
   * Whether it failed, and the same replica was started again and finished: as another task or pod,
   * or in the same container where this report's test never began.
   */
  boolean madeGoodBy(List<Replica> reports) {
    return failed()
        && !source.isEmpty()
        && reports.stream().anyMatch(other -> !other.failed() && isNextOf(other, reports));
  }

  private boolean isNextOf(Replica other, List<Replica> reports) {
    return other.source.equals(source)
        ? started == 0 && reports.indexOf(this) < reports.indexOf(other)
        : slot(other.source).equals(slot(source));
  }

  private static String slot(String source) {
    Matcher attempt = ATTEMPT.matcher(source);
    if (!attempt.matches()) {
      return source;
    }
    String slot = attempt.group("slot");
    return slot == null ? attempt.group("index") : slot;
  }

  boolean failed() {
    return !problem.isEmpty();
  }

  double throughput() {
    return figures.getOrDefault(Metric.THROUGHPUT, 0.0);
  }
}
