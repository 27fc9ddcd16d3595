package dev.weir.it.scenario;

import dev.weir.command.config.Node;
import dev.weir.command.config.Problems;
import dev.weir.command.text.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All combinations of the values that a scenario gives for some of its fields. */
final class Matrix {

  static final int MOST_CELLS = 5000;

  private final List<Axis> axes;

  private Matrix(List<Axis> axes) {
    this.axes = axes;
  }

  /** One combination: the tree with the values in their places. */
  record Combination(Map<String, String> values, Node tree) {}

  static Matrix read(Section top, Problems problems) {
    return new Matrix(top.node("matrix").map(node -> axes(node, problems)).orElse(List.of()));
  }

  private static List<Axis> axes(Node node, Problems problems) {
    if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      problems.expected(
          node.where(),
          "matrix",
          node instanceof Node.Mapping ? "an empty mapping" : node.shown(),
          "fields with their values: streams: [1, 8]");
      return List.of();
    }
    List<Axis> axes = new ArrayList<>();
    long cells = 1;
    for (Node.Entry entry : mapping.entries()) {
      String field = entry.key().text();
      String first = field.split("\\.", 2)[0];
      if (!ScenarioReader.TEST_FIELDS.contains(first) || first.equals("expect")) {
        String near =
            NearestName.of(first, ScenarioReader.TEST_FIELDS)
                .filter(name -> !name.equals(first))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        problems.add(
            entry.key().where(),
            "matrix."
                + field
                + ": no such field (expected: a field of the test such as streams, server.peer or"
                + " link.rate)"
                + near);
      } else if (entry.value() instanceof Node.Sequence list && !list.items().isEmpty()) {
        distinct(field, list.items(), problems);
        Axis axis = new Axis(entry.key(), list.items());
        axes.stream()
            .flatMap(former -> axis.clash(former).stream())
            .forEach(
                text -> problems.add(entry.key().where(), "matrix." + axis.name() + ": " + text));
        axes.add(axis);
        cells *= list.items().size();
      } else {
        problems.expected(
            entry.value().where(),
            "matrix." + field,
            entry.value() instanceof Node.Sequence ? "an empty list" : entry.value().shown(),
            "a list of values: [1, 8]");
      }
      if (cells > MOST_CELLS) {
        problems.add(node.where(), "matrix: too many cells (expected: at most " + MOST_CELLS + ")");
        return List.of();
      }
    }
    return axes;
  }

  /** Whoever writes a value twice meant another one, or {@code repeat}. */
  private static void distinct(String field, List<Node> values, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (Node value : values) {
      if (!seen.add(text(value))) {
        problems.expected(
            value.where(),
            "matrix." + field,
            "\"" + text(value) + "\" twice",
            "each value once; repeat: 2 runs all cells twice");
      }
    }
  }

  /** All of them, the last field changing fastest. */
  List<Combination> of(Node tree, Problems problems) {
    List<Combination> all = List.of(new Combination(Map.of(), tree));
    for (Axis axis : axes) {
      List<Combination> more = new ArrayList<>();
      for (Combination combination : all) {
        axis.values().forEach(value -> more.add(with(combination, axis.field(), value, problems)));
      }
      all = more;
    }
    return all;
  }

  private static Combination with(
      Combination combination, Node.Scalar field, Node value, Problems problems) {
    Map<String, String> values = new LinkedHashMap<>(combination.values());
    values.put(field.text(), text(value));
    String[] path = field.text().split("\\.", -1);
    return new Combination(values, put(combination.tree(), path, 0, field, value, problems));
  }

  private static Node put(
      Node tree, String[] path, int depth, Node.Scalar field, Node value, Problems problems) {
    if (depth == path.length) {
      return value;
    }
    if (!(tree instanceof Node.Mapping mapping)) {
      // server: weir is short for server: {peer: weir}
      if (tree instanceof Node.Scalar && depth == 1) {
        return put(peer(tree), path, depth, field, value, problems);
      }
      problems.add(
          field.where(),
          "matrix."
              + field.text()
              + ": no such field (expected: a field such as streams, server.peer or link.rate)");
      return tree;
    }
    List<Node.Entry> entries = new ArrayList<>();
    boolean found = false;
    for (Node.Entry entry : mapping.entries()) {
      boolean here = entry.key().text().equals(path[depth]);
      found |= here;
      entries.add(
          here
              ? new Node.Entry(
                  entry.key(), put(entry.value(), path, depth + 1, field, value, problems))
              : entry);
    }
    if (!found) {
      Node inner = depth + 1 == path.length ? value : new Node.Mapping(field.where(), List.of());
      Node.Scalar key = new Node.Scalar(field.where(), path[depth], true);
      entries.add(new Node.Entry(key, put(inner, path, depth + 1, field, value, problems)));
    }
    return new Node.Mapping(mapping.where(), entries);
  }

  private static Node peer(Node name) {
    Node.Scalar key = new Node.Scalar(name.where(), "peer", true);
    return new Node.Mapping(name.where(), List.of(new Node.Entry(key, name)));
  }

  /** A value in a word, for labels. */
  private static String text(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar.text();
      case Node.Sequence list ->
          list.items().isEmpty()
              ? "none"
              : list.items().stream().map(Matrix::text).collect(Collectors.joining("+"));
      case Node.Mapping mapping ->
          mapping.entries().isEmpty()
              ? "plain"
              : mapping.entries().stream()
                  .map(entry -> entry.key().text() + ":" + text(entry.value()))
                  .collect(Collectors.joining(","));
    };
  }
}
