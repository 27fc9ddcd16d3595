package dev.weir.it.scenario.result;

import java.util.List;
import java.util.Map;

/**
 * One test and everything about it.
 *
 * @param cell the matrix's values in a line
 * @param world the kind of world that it ran in
 * @param round from 1
 * @param reference whether it ran only for others to be compared with
 * @param outcome how it ended
 * @param reason why it failed or did not run; empty otherwise
 * @param values what the matrix sets, by field
 * @param settings what was asked
 * @param effective what the tools and the kernel made of it
 * @param figures by the metric's word, in its unit; what was not measured is not there
 * @param serverEnded whether the server had ended before the client
 * @param intervals the tool's own
 * @param wire the interfaces' counters over time
 * @param tcp the kernel's TCP_INFO over time
 * @param packets the firewall's counts
 * @param payload bytes that arrived as the tool says; 0 where it does not
 * @param sent bytes of payload that the senders sent as the tool says; 0 where it does not
 * @param events what went wrong when
 */
public record CellResult(
    String cell,
    String world,
    int round,
    boolean reference,
    CellOutcome outcome,
    String reason,
    Map<String, String> values,
    Map<String, String> settings,
    Map<String, String> effective,
    Map<String, Double> figures,
    boolean serverEnded,
    List<Interval> intervals,
    List<WireSample> wire,
    List<TcpSample> tcp,
    List<PacketCount> packets,
    long payload,
    long sent,
    List<Event> events) {

  /** A test that was not run. */
  public static CellResult not(
      CellOutcome outcome,
      String cell,
      Map<String, String> values,
      boolean reference,
      String world,
      int round,
      String reason) {
    return new CellResult(
        cell, world, round, reference, outcome, reason, values, Map.of(), Map.of(), Map.of(), false,
        List.of(), List.of(), List.of(), List.of(), 0, 0, List.of());
  }

  /** What tells it from other rounds' tests: the same in every run of the same scenario. */
  public String key() {
    return world + " " + cell;
  }
}
