package dev.weir.it.benchmark.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A run of the benchmark.
 *
 * @param format {@link #FORMAT}
 * @param measured when it began, in ISO format
 * @param rounds trials of each variant
 * @param seconds length of a trial
 * @param quiet whether the machine was quiet before every row
 * @param environment facts of the machine
 * @param rows in the order of the table
 * @param micro what the benchmarks of hot paths found, in their own form
 */
public record BenchmarkResult(
    String format,
    String measured,
    int rounds,
    double seconds,
    boolean quiet,
    Map<String, String> environment,
    List<RowResult> rows,
    List<JsonNode> micro) {

  /** Of the files that are read and written. */
  public static final String FORMAT = "weir-benchmark-1";

  /** Copies the collections. */
  public BenchmarkResult {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    rows = List.copyOf(rows);
    micro = List.copyOf(micro);
  }

  /** A result without any row. */
  public static BenchmarkResult empty() {
    return new BenchmarkResult(FORMAT, "", 0, 0, true, Map.of(), List.of(), List.of());
  }

  /**
   * This result where it has figures, and an older one elsewhere, in the older one's order.
   *
   * @param older which may have rows that were left out this time
   */
  public BenchmarkResult over(BenchmarkResult older) {
    Map<String, RowResult> merged = new LinkedHashMap<>();
    Stream.concat(older.rows().stream(), rows.stream().filter(RowResult::ran))
        .forEach(row -> merged.put(row.id(), row));
    rows.forEach(row -> merged.putIfAbsent(row.id(), row));
    return new BenchmarkResult(
        format,
        measured,
        rounds,
        seconds,
        quiet,
        environment,
        List.copyOf(merged.values()),
        micro.isEmpty() ? older.micro() : micro);
  }
}
