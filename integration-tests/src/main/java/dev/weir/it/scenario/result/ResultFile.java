package dev.weir.it.scenario.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A run's result as a file of JSON. */
public final class ResultFile {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ResultFile() {}

  /** Writes it, replacing the file. */
  public static void write(RunResult result, Path file) throws IOException {
    Files.writeString(file, MAPPER.writeValueAsString(result) + "\n");
  }

  /**
   * Reads one.
   *
   * @throws IOException if the file cannot be read or holds something else; the message is for
   *     people
   */
  public static RunResult read(Path file) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(file.toFile());
      String format = tree == null ? "" : tree.path("format").asText("");
      if (!format.equals(RunResult.FORMAT)) {
        throw new IOException(
            file
                + ": format \""
                + format
                + "\" (expected: "
                + RunResult.FORMAT
                + ", as weir harness writes it)");
      }
      return MAPPER.treeToValue(tree, RunResult.class);
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      throw new IOException(file + ": no such file", e);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not a result: " + e.getOriginalMessage(), e);
    }
  }
}
