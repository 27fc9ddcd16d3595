package dev.weir.it.scenario.replicas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the JSON documents among the lines of one source. */
final class Documents {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<JsonNode> whole = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private int depth;
  private boolean quoted;
  private int broken;

  /** Lines that belong to no document are not this class's to judge. */
  void add(String line) {
    // Inside of a document every line is indented, but its last.
    if (line.startsWith("{")) {
      cut();
    }
    if (depth > 0 || line.startsWith("{")) {
      open.append(line).append('\n');
      scan(line);
      if (depth <= 0) {
        end();
      }
    }
  }

  private void scan(String line) {
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (quoted) {
        if (letter == '\\') {
          i++;
        } else if (letter == '"') {
          quoted = false;
        }
      } else if (letter == '"') {
        quoted = true;
      } else if (letter == '{') {
        depth++;
      } else if (letter == '}') {
        depth--;
      }
    }
  }

  private void end() {
    Optional<JsonNode> document = parsed(open.toString());
    document.ifPresentOrElse(whole::add, () -> broken++);
    reset();
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException mixed) {
      return Optional.empty();
    }
  }

  private void cut() {
    if (!open.isEmpty()) {
      broken++;
    }
    reset();
  }

  private void reset() {
    open.setLength(0);
    depth = 0;
    quoted = false;
  }

  /** Those that are whole, in order. */
  List<JsonNode> whole() {
    return List.copyOf(whole);
  }

  /** How many were cut off, or mixed with others' lines. */
  int broken() {
    return broken + (open.isEmpty() ? 0 : 1);
  }
}
