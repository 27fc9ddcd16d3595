package dev.weir.bandwidth.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Function;

/** The page's data for programs, safe inside a script element and as XML. */
final class PageJson {
  /**
   * Escaping what is not ASCII keeps broken surrogate pairs and direction overrides out of the
   * file.
   */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Page page;

  PageJson(Page page) {
    this.page = page;
  }

  String render() {
    try {
      return JSON.writeValueAsString(page())
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("page as JSON: " + e.getOriginalMessage(), e);
    }
  }

  private ObjectNode page() {
    ObjectNode node = JSON.createObjectNode();
    node.put("title", page.title()).put("summary", page.summary());
    node.set("environment", each(page.environment(), PageJson::fact));
    node.set("sections", each(page.sections(), PageJson::section));
    return node;
  }

  private static ObjectNode fact(Fact fact) {
    ObjectNode node = JSON.createObjectNode();
    return node.put("name", fact.name()).put("value", fact.value()).put("note", fact.note());
  }

  private static ObjectNode section(Section section) {
    ObjectNode node = JSON.createObjectNode();
    node.put("title", section.title()).put("text", section.text());
    node.set("blocks", each(section.blocks(), PageJson::block));
    return node;
  }

  private static ObjectNode block(Block block) {
    return switch (block) {
      case TimePlot plot -> plot("time", plot).set("marks", each(plot.marks(), PageJson::mark));
      case PercentilePlot plot -> plot("percentile", plot);
      case Table table -> table(table);
      case Verdicts(var verdicts) ->
          typed("verdicts", "verdicts", each(verdicts, PageJson::verdict));
      case Note(String text) -> JSON.createObjectNode().put("type", "note").put("text", text);
    };
  }

  private static ObjectNode plot(String type, Plot plot) {
    ObjectNode node = typed(type, "series", each(plot.series(), PageJson::series));
    return node.put("title", plot.title()).put("unit", plot.unit().symbol());
  }

  private static ObjectNode series(Series series) {
    ObjectNode node = JSON.createObjectNode().put("name", series.name());
    node.set("points", each(series.points(), point -> pair(point.x(), point.y())));
    return node;
  }

  private static ArrayNode pair(double x, double y) {
    ArrayNode pair = JSON.createArrayNode();
    return finite(y) ? pair.add(x).add(y) : pair.add(x).addNull();
  }

  private static ObjectNode mark(Mark mark) {
    return JSON.createObjectNode().put("seconds", mark.seconds()).put("text", mark.text());
  }

  private static ObjectNode table(Table table) {
    ObjectNode node = typed("table", "rows", each(table.rows(), PageJson::row));
    node.put("title", table.title()).set("columns", JSON.valueToTree(table.columns()));
    return node;
  }

  private static ObjectNode row(Table.Row row) {
    ObjectNode node = JSON.createObjectNode().put("name", row.name());
    node.set("cells", each(row.cells(), PageJson::cell));
    return node;
  }

  private static ObjectNode cell(Cell cell) {
    ObjectNode node = JSON.createObjectNode();
    return switch (cell) {
      case Words(String text) -> node.put("text", text);
      case Figure figure -> figure(node.put("unit", figure.unit().symbol()), figure);
    };
  }

  private static ObjectNode figure(ObjectNode node, Figure figure) {
    put(node, "value", figure.value());
    put(node, "low", figure.low());
    put(node, "high", figure.high());
    return node;
  }

  private static ObjectNode verdict(Verdict verdict) {
    return JSON.createObjectNode()
        .put("outcome", verdict.outcome().word)
        .put("expectation", verdict.expectation())
        .put("seen", verdict.seen());
  }

  private static ObjectNode typed(String type, String name, ArrayNode items) {
    ObjectNode node = JSON.createObjectNode().put("type", type);
    node.set(name, items);
    return node;
  }

  private static void put(ObjectNode node, String name, double value) {
    if (finite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static boolean finite(double value) {
    return Double.isFinite(value);
  }

  private static <T> ArrayNode each(Collection<T> items, Function<T, JsonNode> toNode) {
    ArrayNode nodes = JSON.createArrayNode();
    items.forEach(item -> nodes.add(toNode.apply(item)));
    return nodes;
  }
}
