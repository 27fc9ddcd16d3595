package dev.weir.bandwidth.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads JSON that another end made. */
final class JsonReader {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonReader() {}

  /** A text that is no JSON is told as a text. */
  static Json read(String json) {
    try {
      return value(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      return new Json.Text(json);
    }
  }

  private static Json value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> fields(node);
      case ARRAY -> items(node);
      case STRING -> new Json.Text(node.textValue());
      case BOOLEAN -> new Json.Bool(node.booleanValue());
      case NUMBER -> number(node);
      default -> new Json.Null();
    };
  }

  private static Json number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? new Json.Whole(node.longValue())
        : new Json.Numeric(node.doubleValue());
  }

  private static Json fields(JsonNode node) {
    Json.Fields fields = new Json.Fields();
    node.properties().forEach(entry -> fields.put(entry.getKey(), value(entry.getValue())));
    return fields;
  }

  private static Json items(JsonNode node) {
    Json.Items items = new Json.Items();
    node.forEach(each -> items.add(value(each)));
    return items;
  }
}
