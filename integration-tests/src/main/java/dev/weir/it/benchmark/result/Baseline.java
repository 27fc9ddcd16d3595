package dev.weir.it.benchmark.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ratios that were measured before, to which new ones are compared. Ratios to a peer on the
 * same machine, never absolute figures: those say more about the machine than about Weir.
 *
 * @param ratios those of each round, by row and subject
 */
public record Baseline(Map<String, List<Double>> ratios) {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies the map. */
  public Baseline {
    ratios = Collections.unmodifiableMap(new TreeMap<>(ratios));
  }

  /** The ratios of a result. */
  public static Baseline of(BenchmarkResult result) {
    Map<String, List<Double>> ratios = new TreeMap<>();
    for (RowResult row : result.rows()) {
      row.comparisons().stream()
          .filter(comparison -> comparison.bar().relative() && comparison.measured())
          .forEach(comparison -> ratios.put(key(row, comparison), rounded(comparison.values())));
    }
    return new Baseline(ratios);
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(value -> Math.round(value * 1e4) / 1e4).toList();
  }

  private static String key(RowResult row, Comparison comparison) {
    return row.id() + ": " + comparison.bar().subject();
  }

  /** These ratios, and of an older baseline those of which these have none. */
  public Baseline over(Baseline older) {
    Map<String, List<Double>> merged = new TreeMap<>(older.ratios);
    merged.putAll(ratios);
    return new Baseline(merged);
  }

  /** How a comparison changed since. */
  public Shift shift(RowResult row, Comparison comparison) {
    List<Double> before = ratios.getOrDefault(key(row, comparison), List.of());
    return Shift.of(
        before, comparison.values(), Measure.of(comparison.bar().measure()).moreIsBetter());
  }

  /** The median ratio before; not a number where there is none. */
  public double before(RowResult row, Comparison comparison) {
    return Median.of(ratios.getOrDefault(key(row, comparison), List.of())).value();
  }

  /** Reads a file; one that is not there has no ratios. */
  public static Baseline read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return new Baseline(Map.of());
    }
    try {
      return MAPPER.readValue(file.toFile(), Baseline.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not a baseline: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(this) + "\n");
  }
}
