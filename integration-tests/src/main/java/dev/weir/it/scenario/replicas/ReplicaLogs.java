package dev.weir.it.scenario.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.it.scenario.run.Iperf3Json;
import dev.weir.it.scenario.run.ToolReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the reports out of logs, whatever else is in them. */
public final class ReplicaLogs {

  private static final double MILLIS = 1e3;

  private final List<Replica> replicas = new ArrayList<>();
  private int broken;

  private ReplicaLogs() {}

  /**
   * Reads logs as docker, compose and kubectl give them, with or without names before the lines.
   *
   * @throws IOException if a file cannot be read
   */
  public static Merged read(List<Path> files) throws IOException {
    ReplicaLogs logs = new ReplicaLogs();
    for (Path file : files) {
      // What is no UTF-8 belongs to no report, and must not keep the others from being read.
      logs.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
    }
    return Merged.of(logs.replicas, logs.broken);
  }

  private void add(String text, String file) {
    Map<String, Documents> sources = new LinkedHashMap<>();
    text.lines()
        .map(LogLine::of)
        .forEach(line ->
            sources.computeIfAbsent(line.source(), source -> new Documents()).add(line.text()));
    sources.forEach((source, documents) -> {
      String name = source.isEmpty() ? file : source;
      List<JsonNode> whole = documents.whole();
      for (int i = 0; i < whole.size(); i++) {
        String which = whole.size() == 1 ? name : name + " #" + (i + 1);
        replicas.add(replica(source, which, whole.get(i)));
      }
      broken += documents.broken();
    });
  }

  private static Replica replica(String source, String name, JsonNode document) {
    ToolReport report = Iperf3Json.of(document).report(document);
    String problem = report.problem();
    if (problem.isEmpty() && report.figures().isEmpty()) {
      problem = "no report of iperf3";
    }
    return new Replica(
        source,
        name,
        started(document),
        report.figures(),
        report.bytes(),
        report.intervals(),
        problem);
  }

  // Older releases tell whole seconds.
  private static double started(JsonNode document) {
    JsonNode timestamp = document.path("start").path("timestamp");
    return timestamp.has("timemillisecs")
        ? timestamp.path("timemillisecs").asDouble() / MILLIS
        : timestamp.path("timesecs").asDouble();
  }
}
