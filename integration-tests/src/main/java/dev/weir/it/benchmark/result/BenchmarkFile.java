package dev.weir.it.benchmark.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run's result as a file of JSON. */
public final class BenchmarkFile {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private BenchmarkFile() {}

  /** Writes it, replacing the file. */
  public static void write(BenchmarkResult result, Path file) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(result) + "\n");
  }

  /**
   * Reads a file; one that is not there is a result without rows.
   *
   * @throws IOException if it cannot be read or is no result
   */
  public static BenchmarkResult read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return BenchmarkResult.empty();
    }
    try {
      BenchmarkResult result = MAPPER.readValue(file.toFile(), BenchmarkResult.class);
      if (!result.format().equals(BenchmarkResult.FORMAT)) {
        throw new IOException(
            "%s: format %s (expected: %s)"
                .formatted(file, result.format(), BenchmarkResult.FORMAT));
      }
      return result;
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not a result: " + e.getOriginalMessage(), e);
    }
  }
}
