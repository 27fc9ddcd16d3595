package dev.weir.command.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds the tree of values of a file from the parser's events. An alias is a second reference to
 * the same node and never a copy, so that a small file stays a small tree; a node is known to
 * aliases only once it is whole, so that no tree holds itself.
 */
public final class YamlTree {
  /** Deepest nesting; the settings need four. */
  static final int DEEPEST = 16;

  /** Most references to anchors. */
  static final int MOST_ALIASES = 100;

  /** Most values that a file may have once each alias is read as what it refers to. */
  private static final int MOST_VALUES = 100_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(YamlFile.LARGEST_BYTES).build();

  private final YamlFile file;
  private final Problems problems;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int aliases;
  private int values;

  private YamlTree(YamlFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, file.text()));
  }

  /** A node that aliases may refer to, and how many values it is. */
  private record Anchored(Node node, int values) {}

  /**
   * The tree of the file's one document; empty for a file without any.
   *
   * @throws ConfigException if it is not YAML
   */
  public static Optional<Node> of(YamlFile file, Problems problems) throws ConfigException {
    try {
      return new YamlTree(file, problems).document();
    } catch (MarkedYamlEngineException e) {
      throw syntax(file, e);
    } catch (ReaderException e) {
      String shown = String.format("U+%04X", e.getCodePoint());
      throw new ConfigException(
          file.locate(file.text().offsetByCodePoints(0, e.getPosition())),
          "a character that YAML does not allow: " + shown + " (expected: printable text)");
    } catch (YamlEngineException e) {
      throw new ConfigException(new Location(file.name(), 1, 1), "not YAML: " + e.getMessage());
    }
  }

  private Optional<Node> document() throws ConfigException {
    Optional<Node> root = Optional.empty();
    boolean begun = false;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case DocumentStart -> {
          if (begun) {
            throw new ConfigException(
                where(event), "a second document (expected: one document a file)");
          }
          begun = true;
        }
        case Alias, Scalar, SequenceStart, MappingStart -> root = Optional.of(node(event, 1));
        default -> {}
      }
    }
    return root;
  }

  private Node node(Event event, int depth) throws ConfigException {
    if (depth > DEEPEST) {
      throw new ConfigException(
          where(event), "nested too deeply (expected: at most " + DEEPEST + " levels)");
    }
    if (event instanceof AliasEvent alias) {
      return referred(alias);
    }
    refuseTag(event);
    int before = values;
    count(1, event);
    Node node =
        switch (event) {
          case ScalarEvent scalar ->
              new Node.Scalar(where(event), scalar.getValue(), scalar.isPlain());
          case SequenceStartEvent _ -> sequence(where(event), depth);
          case MappingStartEvent _ -> mapping(where(event), depth);
          default -> throw new IllegalStateException("event: " + event);
        };
    int size = values - before;
    ((NodeEvent) event)
        .getAnchor()
        .ifPresent(anchor -> anchors.put(anchor, new Anchored(node, size)));
    return node;
  }

  /** What a value is, its place says: a tag could only be overlooked. */
  private void refuseTag(Event event) throws ConfigException {
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      throw new ConfigException(
          where(event), "the tag " + tag.get() + " (expected: values without tags)");
    }
  }

  private void count(int more, Event event) throws ConfigException {
    values += more;
    if (values > MOST_VALUES) {
      throw new ConfigException(
          where(event),
          "too many values, aliases counted as what they refer to (expected: at most "
              + MOST_VALUES
              + ")");
    }
  }

  private Node referred(AliasEvent alias) throws ConfigException {
    if (++aliases > MOST_ALIASES) {
      throw new ConfigException(
          where(alias), "too many aliases (expected: at most " + MOST_ALIASES + ")");
    }
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new ConfigException(
          where(alias),
          "*"
              + alias.getAlias()
              + ": no such anchor (expected: &"
              + alias.getAlias()
              + " before it)");
    }
    count(anchored.values(), alias);
    return anchored.node();
  }

  private Node sequence(Location where, int depth) throws ConfigException {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new Node.Sequence(where, items);
  }

  private Node mapping(Location where, int depth) throws ConfigException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Node key = node(event, depth + 1);
      Node value = node(events.next(), depth + 1);
      if (key instanceof Node.Scalar name) {
        put(entries, new Node.Entry(name, value));
      } else {
        problems.add(key.where(), key.shown() + " as a key (expected: a name)");
      }
    }
    return new Node.Mapping(where, List.copyOf(entries.values()));
  }

  private void put(Map<String, Node.Entry> entries, Node.Entry entry) {
    Node.Entry first = entries.putIfAbsent(entry.key().text(), entry);
    if (first != null) {
      Location before = first.key().where();
      problems.add(
          entry.key().where(),
          entry.key().text() + ": given twice (first in line " + before.line() + ")");
    }
  }

  private Location where(Event event) {
    return event.getStartMark().map(this::where).orElseGet(() -> new Location(file.name(), 1, 1));
  }

  private Location where(Mark mark) {
    return where(file, mark);
  }

  private static Location where(YamlFile file, Mark mark) {
    return new Location(file.name(), mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static ConfigException syntax(YamlFile file, MarkedYamlEngineException e) {
    Location where =
        e.getProblemMark()
            .or(e::getContextMark)
            .map(mark -> where(file, mark))
            .orElseGet(() -> new Location(file.name(), 1, 1));
    return new ConfigException(where, SyntaxHint.of(e.getProblem()));
  }
}
