package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.Protocol;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.scenario.result.Interval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a report of the lines of figures that an iperf 2 client printed. */
record Iperf2Lines(Scenario scenario, List<Line> lines) {

  private static final double LONGEST_INTERVAL = 0.75;

  /**
   * A line of figures.
   *
   * @param id the stream; begins with a star where the client received, SUM or FD for sums
   * @param lost datagrams; -1 where the line does not tell
   * @param jitter seconds; -1 where the line does not tell
   */
  record Line(
      String id,
      double start,
      double end,
      long bytes,
      double bits,
      double lost,
      double datagrams,
      double jitter) {

    boolean single() {
      return Character.isDigit(id.charAt(id.length() - 1)) && !id.startsWith("FD");
    }

    boolean received() {
      return id.startsWith("*");
    }

    boolean whole() {
      return end - start > LONGEST_INTERVAL;
    }
  }

  ToolReport report() {
    List<Line> whole = lines.stream().filter(line -> line.single() && line.whole()).toList();
    List<Line> arrived = whole.stream().filter(line -> tellsArrival(line, whole)).toList();
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    // Of datagrams that were sent nobody knows how many arrived: then the wire's count is used.
    boolean told =
        scenario.protocol() == Protocol.TCP || arrived.stream().allMatch(line -> line.lost() >= 0);
    if (told) {
      figures.put(Metric.THROUGHPUT, arrived.stream().mapToDouble(Line::bits).sum());
    }
    if (scenario.protocol() == Protocol.UDP) {
      datagrams(arrived, figures);
    }
    long bytes = told ? arrived.stream().mapToLong(Line::bytes).sum() : 0;
    return new ToolReport(
        figures, bytes, sent(whole), Map.of("version", "iperf 2"), intervals(), "");
  }

  /** A line about datagrams that tells of losses is the server's report, of what arrived. */
  private static long sent(List<Line> whole) {
    return whole.stream()
        .filter(line -> !line.received() && line.lost() < 0)
        .mapToLong(Line::bytes)
        .sum();
  }

  /** A stream's last word about what arrived; where the receiver does not tell, what was sent. */
  private boolean tellsArrival(Line line, List<Line> whole) {
    if (line.received()) {
      return true;
    }
    if (scenario.direction() == Direction.DOWN) {
      return false;
    }
    boolean reported =
        whole.stream().anyMatch(other -> other.id().equals(line.id()) && other.lost() >= 0);
    return !reported || line.lost() >= 0;
  }

  private static void datagrams(List<Line> arrived, Map<Metric, Double> figures) {
    List<Line> counted = arrived.stream().filter(line -> line.lost() >= 0).toList();
    double all = counted.stream().mapToDouble(Line::datagrams).sum();
    if (all > 0) {
      double lost = counted.stream().mapToDouble(Line::lost).sum();
      figures.put(Metric.LOSS, 100 * lost / all);
      figures.put(Metric.JITTER, counted.stream().mapToDouble(Line::jitter).max().orElse(0));
    }
  }

  private List<Interval> intervals() {
    Map<Double, List<Line>> byStart = new TreeMap<>();
    lines.stream()
        .filter(line -> line.single() && !line.whole() && wanted(line))
        .forEach(line -> byStart.computeIfAbsent(line.start(), s -> new ArrayList<>()).add(line));
    return byStart.values().stream().map(Iperf2Lines::sum).toList();
  }

  private boolean wanted(Line line) {
    return scenario.direction() == Direction.BOTH
        || line.received() == (scenario.direction() == Direction.DOWN);
  }

  private static Interval sum(List<Line> lines) {
    Line first = lines.getFirst();
    return new Interval(
        first.start(), first.end(), lines.stream().mapToDouble(Line::bits).sum(), -1, -1, false);
  }
}
