package dev.weir.it.scenario.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.it.scenario.result.CellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run has found so far, a line of JSON for each test: a run that was cut off goes on where
 * it was. The first line holds the scenario's text; with another text it begins anew.
 */
public final class Journal {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Optional<Path> file;
  private final List<CellResult> found = new ArrayList<>();

  private Journal(Optional<Path> file) {
    this.file = file;
  }

  /** One that keeps nothing. */
  public static Journal none() {
    return new Journal(Optional.empty());
  }

  /**
   * One in a file.
   *
   * @param source the scenario's text
   * @param resume whether what an earlier run found counts; otherwise the file begins anew
   */
  public static Journal in(Path file, String source, boolean resume) throws IOException {
    Journal journal = new Journal(Optional.of(file));
    if (!resume || !journal.read(file, source)) {
      Files.writeString(file, MAPPER.writeValueAsString(source) + "\n");
    }
    return journal;
  }

  private boolean read(Path file, String source) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.getFirst().equals(MAPPER.writeValueAsString(source))) {
      return false;
    }
    for (String line : lines.subList(1, lines.size())) {
      try {
        found.add(MAPPER.readValue(line, CellResult.class));
      } catch (JsonProcessingException cutOff) {
        // The last line of a run that was killed while it wrote: that test runs again.
        break;
      }
    }
    rewrite(file, source);
    return true;
  }

  private void rewrite(Path file, String source) throws IOException {
    StringBuilder text = new StringBuilder(MAPPER.writeValueAsString(source)).append('\n');
    for (CellResult result : found) {
      text.append(MAPPER.writeValueAsString(result)).append('\n');
    }
    Files.writeString(file, text);
  }

  Optional<CellResult> find(String world, String cell, int round) {
    return found.stream()
        .filter(one -> one.world().equals(world) && one.cell().equals(cell) && one.round() == round)
        .findFirst();
  }

  void add(CellResult result) {
    file.ifPresent(path -> append(path, result));
  }

  private static void append(Path path, CellResult result) {
    try {
      Files.writeString(path, MAPPER.writeValueAsString(result) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets it all: the run came to its end. */
  public void close() throws IOException {
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }
}
