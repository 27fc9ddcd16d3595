package dev.weir.it.scenario;

import dev.weir.command.config.Node;
import java.util.List;
import java.util.Optional;

/**
 * A field that a matrix sets, and the values that it takes.
 *
 * @param field its name as it stands in the file, with dots
 */
record Axis(Node.Scalar field, List<Node> values) {

  String name() {
    return field.text();
  }

  /** What is wrong with both in one matrix, this one after the other; empty where nothing is. */
  Optional<String> clash(Axis former) {
    if (former.name().startsWith(name() + ".")) {
      return Optional.of(
          "%s sets all of it, and with it what %s set before (expected: %s first, or one of both)"
              .formatted(name(), former.name(), name()));
    }
    if (!name().startsWith(former.name() + ".")) {
      return Optional.empty();
    }
    String inner = name().substring(former.name().length() + 1).split("\\.", 2)[0];
    return former.values().stream().anyMatch(value -> says(value, inner))
        ? Optional.of(
            "the values of matrix.%s have a %s already (expected: one of both)"
                .formatted(former.name(), inner))
        : Optional.empty();
  }

  private static boolean says(Node value, String inner) {
    return switch (value) {
      case Node.Mapping mapping ->
          mapping.entries().stream().anyMatch(entry -> entry.key().text().equals(inner));
      // server: weir is short for server: {peer: weir}
      case Node.Scalar _ -> inner.equals("peer");
      case Node.Sequence _ -> false;
    };
  }
}
