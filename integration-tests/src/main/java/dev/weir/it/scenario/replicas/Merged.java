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
 * @param replicas the last whole report of each, the failed ones too
 * @param earlier failed reports of replicas that were started again and then finished
 * @param broken how many were cut off or mixed with others
 */
public record Merged(List<Replica> replicas, List<Replica> earlier, int broken) {

  /** Copies the lists. */
  public Merged {
    replicas = List.copyOf(replicas);
    earlier = List.copyOf(earlier);
  }

  /** Reports in the order of the logs, with those put apart that a later one makes good. */
  static Merged of(List<Replica> reports, int broken) {
    Map<Boolean, List<Replica>> madeGood =
        reports.stream().collect(Collectors.partitioningBy(one -> one.madeGoodBy(reports)));
    return new Merged(
        madeGood.getOrDefault(false, List.of()), madeGood.getOrDefault(true, List.of()), broken);
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
    return reasons(replicas);
  }

  /** The same of those that were started again and then finished. */
  Map<String, Long> earlierProblems() {
    return reasons(earlier);
  }

  private static Map<String, Long> reasons(List<Replica> reports) {
    return reports.stream()
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
