package dev.weir.it.scenario.result;

import dev.weir.bandwidth.report.html.Point;
import dev.weir.bandwidth.report.html.Series;
import dev.weir.it.scenario.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The lines that a group's plots show, each a function of time. */
record Lines(Map<String, CellResult> tests) {

  private static final int MOST_ROUNDS = 5;

  /** Of several peers the median round each; of one alone its rounds. */
  static Lines of(CellGroup group) {
    Map<String, CellResult> tests = new LinkedHashMap<>();
    if (group.cells().size() == 1) {
      List<CellResult> rounds = ran(group.cells().values().iterator().next());
      for (CellResult one : rounds.subList(0, Math.min(MOST_ROUNDS, rounds.size()))) {
        tests.put(rounds.size() == 1 ? CellGroup.peers(one) : "round " + one.round(), one);
      }
    } else {
      group.cells().forEach((name, all) -> median(ran(all)).ifPresent(one -> tests.put(name, one)));
    }
    return new Lines(tests);
  }

  private static List<CellResult> ran(List<CellResult> rounds) {
    return rounds.stream()
        .filter(one -> one.outcome() == CellOutcome.FINISHED || one.outcome() == CellOutcome.FAILED)
        .toList();
  }

  private static Optional<CellResult> median(List<CellResult> rounds) {
    List<CellResult> sorted =
        rounds.stream()
            .sorted(
                Comparator.comparing(
                    one -> one.figures().getOrDefault(Metric.THROUGHPUT.word(), 0.0)))
            .toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  List<Series> throughput() {
    return lines(one -> one.wire().size() > 1 ? wire(one) : tool(one));
  }

  private static List<Point> wire(CellResult one) {
    List<Point> points = new ArrayList<>();
    for (int i = 1; i < one.wire().size(); i++) {
      WireSample last = one.wire().get(i - 1);
      WireSample now = one.wire().get(i);
      double bytes = now.up() - last.up() + now.down() - last.down();
      double seconds = Math.max(1e-3, now.seconds() - last.seconds());
      points.add(new Point(now.seconds(), 8 * bytes / seconds));
    }
    return points;
  }

  private static List<Point> tool(CellResult one) {
    return one.intervals().stream().map(i -> new Point(i.end(), i.bits())).toList();
  }

  List<Series> rtt() {
    return lines(one -> one.tcp().stream().map(s -> new Point(s.seconds(), s.rtt())).toList());
  }

  /** Segments sent again since the sample before. */
  List<Series> retransmits() {
    return lines(one -> {
      List<Point> points = new ArrayList<>();
      double before = 0;
      for (TcpSample sample : one.tcp()) {
        points.add(new Point(sample.seconds(), Math.max(0, sample.retransmits() - before)));
        before = sample.retransmits();
      }
      return points;
    });
  }

  List<Series> loss() {
    return lines(one ->
        one.intervals().stream()
            .filter(interval -> interval.loss() >= 0)
            .map(interval -> new Point(interval.end(), interval.loss()))
            .toList());
  }

  /** The distribution of the round-trip times that the kernel saw. */
  List<Series> latency() {
    List<Series> series = new ArrayList<>();
    tests.forEach((name, one) -> {
      double[] sorted = one.tcp().stream().mapToDouble(TcpSample::rtt).sorted().toArray();
      if (sorted.length > 1) {
        series.add(Series.percentiles(name, p -> at(sorted, p), sorted.length));
      }
    });
    return series;
  }

  private static double at(double[] sorted, double percentile) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (percentile / 100 * sorted.length))];
  }

  List<Event> events() {
    return tests.values().stream().findFirst().map(CellResult::events).orElse(List.of());
  }

  private List<Series> lines(Function<CellResult, List<Point>> of) {
    List<Series> series = new ArrayList<>();
    tests.forEach((name, one) -> {
      List<Point> points = of.apply(one);
      if (!points.isEmpty()) {
        series.add(Series.of(name, points));
      }
    });
    return series;
  }
}
