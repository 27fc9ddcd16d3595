package dev.weir.command.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a bench found, as {@code report.json}:
 *
 * <pre>{@code
 * { "format": "weir-bench-1",          changes when a field changes its meaning
 *   "started": "2026-01-31T12:00:00Z", UTC
 *   "seconds": 30.2,                   of wall clock, all parts
 *   "outcome": "finished",             or interrupted (a signal came), failed (a part failed)
 *   "environment": {                   versions of weir, netty, jvm, kernel; cpu_model, cpu_count;
 *     ...,                             transport (epoll or nio), loops_per_end, congestion_control
 *     "options": [                     socket options of echo, and what the kernel made of them
 *       {"name": ..., "asked": ..., "effective": ..., "note": ...}]},
 *   "parts": [
 *     { "id": "tcp-echo",              see weir bench --help
 *       "title": "TCP echo, ...",      for people
 *       "outcome": "finished",
 *       "problem": "...",              only where it failed
 *       "settings": {...},             what was run; names end in their unit
 *       "measures": [
 *         { "name": "up",              empty where the part measures one thing
 *           "requests_per_second": ...,
 *           ...}]}]}                   the figures; names end in their unit
 * }</pre>
 *
 * Fields may be added under the same format; readers ignore those they do not know.
 */
record BenchReport(
    Instant started,
    Duration took,
    boolean interrupted,
    Map<String, Object> environment,
    List<PartResult> parts) {

  static final String FORMAT = "weir-bench-1";

  BenchReport {
    parts = List.copyOf(parts);
  }

  /** How it ended, which is how its worst part did; a failure counts more than an interruption. */
  Outcome outcome() {
    Outcome least = interrupted ? Outcome.INTERRUPTED : Outcome.FINISHED;
    return parts.stream().map(PartResult::outcome).reduce(least, BenchReport::worse);
  }

  String json() {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    try {
      return mapper.writeValueAsString(fields()) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put("seconds", took.toMillis() / 1000.0);
    fields.put("outcome", outcome().field());
    fields.put("environment", environment);
    fields.put("parts", parts.stream().map(BenchReport::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(PartResult part) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", part.id());
    fields.put("title", part.title());
    fields.put("outcome", part.outcome().field());
    part.problem().ifPresent(problem -> fields.put("problem", problem));
    fields.put("settings", new TreeMap<>(part.settings()));
    fields.put("measures", part.findings().measures().stream().map(BenchReport::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Measure measure) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", measure.name());
    measure.figures().forEach((figure, value) -> fields.put(figure.field(), exact(value)));
    return fields;
  }

  // A count is written as one: 12, not 12.0; beyond a million nobody wants decimals.
  private static Number exact(double value) {
    boolean whole = value == Math.rint(value) || Math.abs(value) >= 1e6;
    return whole ? (Number) Math.round(value) : value;
  }

  private static Outcome worse(Outcome one, Outcome other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
