package dev.weir.it.benchmark.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.OptionalDouble;

/** The line of JSON that a load generator prints. */
record LoadReport(JsonNode json) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static LoadReport of(String line) throws IOException {
    return new LoadReport(MAPPER.readTree(line));
  }

  double seconds() {
    return number("seconds").orElse(0);
  }

  /** A field in its own unit, where the load has it. */
  OptionalDouble number(String field) {
    JsonNode node = json.path(field);
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }
}
