package dev.weir.it.scenario.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Metric;
import dev.weir.it.scenario.Protocol;
import dev.weir.it.scenario.Scenario;
import dev.weir.it.scenario.result.Interval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/** Reads a report of iperf3, as the original and Weir write it. */
public final class Iperf3Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double MICROS = 1e6;
  private static final double MILLIS = 1e3;

  private final Protocol protocol;
  private final boolean bothWays;

  private Iperf3Json(Protocol protocol, boolean bothWays) {
    this.protocol = protocol;
    this.bothWays = bothWays;
  }

  Iperf3Json(Scenario scenario) {
    this(scenario.protocol(), scenario.direction() == Direction.BOTH);
  }

  /** For a report of a test that only the report itself tells about. */
  public static Iperf3Json of(JsonNode report) {
    JsonNode asked = report.path("start").path("test_start");
    return new Iperf3Json(
        asked.path("protocol").asText().equals("UDP") ? Protocol.UDP : Protocol.TCP,
        asked.path("bidir").asInt() != 0);
  }

  ToolReport read(String output, String errors) {
    try {
      JsonNode report = MAPPER.readTree(output);
      if (report == null || report.isMissingNode() || !report.isObject()) {
        return ToolReport.failed(errors.isBlank() ? "it printed no report" : oneLine(errors));
      }
      return report(report);
    } catch (JsonProcessingException e) {
      return ToolReport.failed(oneLine(errors + " " + output));
    }
  }

  /** What a report says. */
  public ToolReport report(JsonNode report) {
    return new ToolReport(
        figures(report),
        arrived(report),
        sent(report),
        effective(report),
        intervals(report),
        problem(report));
  }

  private static String problem(JsonNode report) {
    return oneLine(report.path("error").asText(""));
  }

  private Map<Metric, Double> figures(JsonNode report) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    JsonNode end = report.path("end");
    // A report that ends in an error has zeros here that nobody measured.
    if (end.path("streams").isEmpty() || report.has("error")) {
      return figures;
    }
    figures.put(Metric.THROUGHPUT, throughput(end));
    if (protocol == Protocol.TCP) {
      figures.put(
          Metric.RETRANSMITS,
          sentSums(end).stream().mapToDouble(sum -> sum.path("retransmits").asDouble()).sum());
      mean(end).ifPresent(rtt -> figures.put(Metric.RTT, rtt / MICROS));
    } else {
      datagrams(end, figures);
    }
    JsonNode cpu = end.path("cpu_utilization_percent");
    if (cpu.has("host_total")) {
      figures.put(
          Metric.CPU, cpu.path("host_total").asDouble() + cpu.path("remote_total").asDouble());
    }
    return figures;
  }

  private static void datagrams(JsonNode end, Map<Metric, Double> figures) {
    double lost = 0;
    double all = 0;
    double jitter = 0;
    for (JsonNode sum : receivedSums(end)) {
      lost += sum.path("lost_packets").asDouble();
      all += sum.path("packets").asDouble();
      jitter = Math.max(jitter, sum.path("jitter_ms").asDouble());
    }
    figures.put(Metric.LOSS, all == 0 ? 0 : 100 * lost / all);
    figures.put(Metric.JITTER, jitter / MILLIS);
  }

  private static OptionalDouble mean(JsonNode end) {
    return StreamSupport.stream(end.path("streams").spliterator(), false)
        .map(stream -> stream.path("sender").path("mean_rtt"))
        .filter(rtt -> rtt.asDouble() > 0)
        .mapToDouble(JsonNode::asDouble)
        .average();
  }

  private static double throughput(JsonNode end) {
    return receivedSums(end).stream()
        .mapToDouble(sum -> sum.path("bits_per_second").asDouble())
        .sum();
  }

  private static List<JsonNode> receivedSums(JsonNode end) {
    return present(end, "sum_received", "sum_received_bidir_reverse");
  }

  private static List<JsonNode> sentSums(JsonNode end) {
    return present(end, "sum_sent", "sum_sent_bidir_reverse");
  }

  private static List<JsonNode> present(JsonNode end, String... names) {
    List<JsonNode> nodes = new ArrayList<>();
    for (String name : names) {
      if (end.has(name)) {
        nodes.add(end.path(name));
      }
    }
    return nodes;
  }

  private static long arrived(JsonNode report) {
    return bytes(receivedSums(report.path("end")));
  }

  private static long sent(JsonNode report) {
    return bytes(sentSums(report.path("end")));
  }

  private static long bytes(List<JsonNode> sums) {
    return sums.stream().mapToLong(sum -> sum.path("bytes").asLong()).sum();
  }

  private static Map<String, String> effective(JsonNode report) {
    Map<String, String> facts = new LinkedHashMap<>();
    JsonNode start = report.path("start");
    JsonNode end = report.path("end");
    put(facts, "version", start.path("version"));
    put(facts, "SO_SNDBUF", start.path("sndbuf_actual"));
    put(facts, "SO_RCVBUF", start.path("rcvbuf_actual"));
    put(facts, "TCP_MAXSEG", start.path("tcp_mss_default"));
    put(facts, "TCP_CONGESTION of the sender", end.path("sender_tcp_congestion"));
    put(facts, "TCP_CONGESTION of the receiver", end.path("receiver_tcp_congestion"));
    put(facts, "length", start.path("test_start").path("blksize"));
    put(facts, "IP_TOS", start.path("test_start").path("tos"));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, JsonNode value) {
    if (!value.isMissingNode() && !value.asText().isEmpty()) {
      facts.put(name, value.asText());
    }
  }

  private List<Interval> intervals(JsonNode report) {
    List<Interval> intervals = new ArrayList<>();
    for (JsonNode interval : report.path("intervals")) {
      JsonNode sum = interval.path("sum");
      double bits = sum.path("bits_per_second").asDouble();
      if (bothWays) {
        bits += interval.path("sum_bidir_reverse").path("bits_per_second").asDouble();
      }
      intervals.add(
          new Interval(
              sum.path("start").asDouble(),
              sum.path("end").asDouble(),
              bits,
              sum.has("retransmits") ? sum.path("retransmits").asDouble() : -1,
              sum.has("lost_percent") ? sum.path("lost_percent").asDouble() : -1,
              sum.path("omitted").asBoolean()));
    }
    return intervals;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
