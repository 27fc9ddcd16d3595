package dev.weir.it.scenario.run;

import dev.weir.it.scenario.Cell;
import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.Protocol;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.scenario.result.CellOutcome;
import dev.weir.it.scenario.result.CellResult;
import dev.weir.it.scenario.result.PacketCount;
import dev.weir.it.scenario.result.PayloadCheck;
import dev.weir.it.scenario.result.TcpSample;
import dev.weir.it.scenario.result.WireSample;
import dev.weir.it.world.Role;
import dev.weir.it.world.Task;
import dev.weir.it.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that watched a test, at its end. */
record Collected(
    World world,
    Cell cell,
    int round,
    Clock clock,
    Task server,
    Task client,
    boolean inTime,
    boolean serverEnded,
    WireWatch wire,
    TcpWatch tcp,
    PacketWatch packets,
    Faults faults) {

  private static final int LONGEST_REASON = 500;
  private static final double GOODBYE_SECONDS = 0.5;

  CellResult result(Tool tool) {
    Scenario scenario = cell.scenario();
    ToolReport report = tool.report(scenario, client.output().text(), client.errors().text());
    List<WireSample> arrived = withinTest(scenario, wire.samples());
    List<TcpSample> sockets = tcp.samples();
    List<PacketCount> counted = counted();
    String reason = reason(report);
    return new CellResult(
        cell.label(),
        world.kind().word(),
        round,
        cell.reference(),
        reason.isEmpty() ? CellOutcome.FINISHED : CellOutcome.FAILED,
        reason,
        cell.values(),
        Settings.of(scenario),
        report.effective(),
        words(figures(scenario, report, arrived, sockets, counted)),
        serverEnded,
        report.intervals(),
        arrived,
        sockets,
        counted,
        report.bytes(),
        report.sent(),
        faults.events());
  }

  /** A client takes its time to say goodbye; nothing of that belongs to the test. */
  private static List<WireSample> withinTest(Scenario scenario, List<WireSample> samples) {
    double end = seconds(scenario) + GOODBYE_SECONDS;
    return samples.stream().filter(sample -> sample.seconds() <= end).toList();
  }

  private List<PacketCount> counted() {
    List<PacketCount> all = new ArrayList<>(packets.counts(Role.SERVER));
    all.addAll(packets.counts(Role.CLIENT));
    return all;
  }

  /** Why the test failed; empty where it did not. */
  private String reason(ToolReport report) {
    if (!faults.problems().isEmpty()) {
      return "a fault could not be made: " + String.join("; ", faults.problems());
    }
    if (!cell.scenario().faults().isEmpty() && !clock.begun()) {
      return "no data was seen to flow, so none of its faults happened";
    }
    if (!inTime) {
      return "the client still ran long after the test's time";
    }
    int code = client.ended().join();
    if (code == 0 && report.problem().isEmpty()) {
      return "";
    }
    String said = report.problem();
    String text = "the client ended with " + code + (said.isEmpty() ? "" : ": " + said);
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "..." : text;
  }

  private Map<Metric, Double> figures(
      Scenario scenario,
      ToolReport report,
      List<WireSample> wire,
      List<TcpSample> tcp,
      List<PacketCount> packets) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    if (!wire.isEmpty()) {
      WireSample last = wire.getLast();
      double seconds = Math.max(0.1, Math.min(last.seconds(), seconds(scenario)));
      figures.put(Metric.THROUGHPUT, 8.0 * (last.up() + last.down()) / seconds);
    }
    if (scenario.protocol() == Protocol.TCP && !tcp.isEmpty()) {
      figures.put(Metric.RETRANSMITS, tcp.getLast().retransmits());
      figures.put(Metric.RTT, tcp.stream().mapToDouble(TcpSample::rtt).average().orElse(0));
    }
    if (packets.size() == 4) {
      figures.put(Metric.LOSS, Loss.between(packets));
    }
    figures.putAll(report.figures());
    // What the tool omits at the beginning the firewall has counted all the same.
    if (scenario.omit().isZero()) {
      double again = figures.getOrDefault(Metric.RETRANSMITS, 0.0);
      PayloadCheck.Told told = new PayloadCheck.Told(report.bytes(), report.sent(), again);
      PayloadCheck.difference(packets, scenario.protocol(), scenario.direction(), told)
          .ifPresent(percent -> figures.put(Metric.COUNTED, percent));
    }
    if (Recovery.ends(scenario) > 0) {
      Recovery.of(scenario, faults.ends(), wire, report.intervals())
          .longest()
          .ifPresent(time -> figures.put(Metric.RECOVERY, time));
    }
    return figures;
  }

  private static double seconds(Scenario scenario) {
    return scenario.duration().plus(scenario.omit()).toNanos() / 1e9;
  }

  private static Map<String, Double> words(Map<Metric, Double> figures) {
    Map<String, Double> words = new LinkedHashMap<>();
    figures.forEach((metric, value) -> words.put(metric.word(), value));
    return words;
  }
}
