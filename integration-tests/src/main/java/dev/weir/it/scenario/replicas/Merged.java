package dev.weir.it.scenario.replicas;

import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.result.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The reports of all replicas as one.
 *
 * @param replicas every report that is whole, the failed ones too
 * @param broken how many were cut off or mixed with others
 */
public record Merged(List<Replica> replicas, int broken) {

  /** Copies the list. */
  public Merged {
    replicas = List.copyOf(replicas);
  }

  /** Whether every report is whole and of a test that came to its end, and there is one. */
  public boolean complete() {
    return broken == 0 && !replicas.isEmpty() && replicas.stream().noneMatch(Replica::failed);
  }

  /** Those that measured something. */
  List<Replica> good() {
    return replicas.stream().filter(one -> !one.failed()).toList();
  }

  /** How often each reason of a failure was given. */
  Map<String, Long> problems() {
    return replicas.stream()
        .filter(Replica::failed)
        .collect(Collectors.groupingBy(Replica::problem, TreeMap::new, Collectors.counting()));
  }

  /** A figure of every replica that has it, ascending. */
  List<Double> values(Metric metric) {
    return good().stream()
        .flatMap(one -> Optional.ofNullable(one.figures().get(metric)).stream())
        .sorted()
        .toList();
  }

  /**
   * The sum over the replicas, as their ends saw it, in each second since the first began, by the
   * replicas' clocks. An interval that is in two seconds counts in both, by its share.
   */
  List<Second> seconds() {
    OptionalDouble first = good().stream().mapToDouble(Replica::started).min();
    TreeMap<Integer, Second> sums = new TreeMap<>();
    for (Replica one : good()) {
      TreeMap<Integer, Double> bits = new TreeMap<>();
      one.intervals().stream()
          .filter(interval -> !interval.omitted())
          .forEach(interval -> share(interval, one.started() - first.orElse(0), bits));
      bits.forEach(
          (second, share) -> sums.merge(second, new Second(second, share, 1), Second::plus));
    }
    return new ArrayList<>(sums.values());
  }

  private static void share(Interval interval, double offset, TreeMap<Integer, Double> bits) {
    double from = offset + interval.start();
    double to = offset + interval.end();
    for (int second = (int) from; second < to; second++) {
      double part = Math.min(to, second + 1) - Math.max(from, second);
      bits.merge(second, part * interval.bits(), Double::sum);
    }
  }

  /**
   * A second of all tests.
   *
   * @param number since the first began
   * @param bits of all replicas in it
   * @param replicas that were measuring in it
   */
  record Second(int number, double bits, int replicas) {
    Second plus(Second other) {
      return new Second(number, bits + other.bits, replicas + other.replicas);
    }
  }
}
