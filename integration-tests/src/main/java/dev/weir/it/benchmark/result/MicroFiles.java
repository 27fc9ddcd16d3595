package dev.weir.it.benchmark.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the programs of hot paths and memory left: files of JSON, an array or one object each. */
public final class MicroFiles {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MicroFiles() {}

  /** All of a directory, in the order of names; none where it is not there. */
  public static List<JsonNode> read(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return List.of();
    }
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        JsonNode tree = MAPPER.readTree(file.toFile());
        if (tree.isArray()) {
          tree.forEach(all::add);
        } else {
          all.add(tree);
        }
      }
    }
    return all;
  }
}
