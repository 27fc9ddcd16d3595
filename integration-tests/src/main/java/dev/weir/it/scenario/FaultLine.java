package dev.weir.it.scenario;

import dev.weir.command.config.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The short form of a fault: {@code at: 2s, partition server for 1s} says what {@code {at: 2s,
 * partition: server, for: 1s}} says.
 */
final class FaultLine {

  private static final Pattern LINE =
      Pattern.compile(
          "([^,]+),\\s*([a-z]+(?:[- ](?:down|up|ports|hole))?)(?:\\s+-9)?\\s+(\\S+)"
              + "(?:\\s+for\\s+(\\S+))?");

  private FaultLine() {}

  /** The long form; anything that is not the short form stays as it is. */
  static Node spelledOut(Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      return node;
    }
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      boolean at = entry.key().text().equals("at");
      if (at && entry.value() instanceof Node.Scalar scalar) {
        entries.addAll(of(entry, scalar));
      } else {
        entries.add(entry);
      }
    }
    return new Node.Mapping(mapping.where(), entries);
  }

  private static List<Node.Entry> of(Node.Entry entry, Node.Scalar scalar) {
    Matcher line = LINE.matcher(scalar.text().strip());
    if (!line.matches()) {
      return List.of(entry);
    }
    List<Node.Entry> entries = new ArrayList<>();
    entries.add(new Node.Entry(entry.key(), part(scalar, line.group(1))));
    entries.add(
        new Node.Entry(part(scalar, line.group(2).replace(' ', '-')), part(scalar, line.group(3))));
    if (line.group(4) != null) {
      entries.add(new Node.Entry(part(scalar, "for"), part(scalar, line.group(4))));
    }
    return entries;
  }

  private static Node.Scalar part(Node.Scalar whole, String text) {
    return new Node.Scalar(whole.where(), text, true);
  }
}
