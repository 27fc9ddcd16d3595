package dev.weir.it.scenario;

import dev.weir.command.config.ConfigException;
import dev.weir.command.config.Location;
import dev.weir.command.config.Node;
import dev.weir.command.config.Problems;
import dev.weir.command.config.YamlFile;
import dev.weir.command.config.YamlTree;
import dev.weir.it.scenario.Expectation.Bound;
import dev.weir.it.scenario.Expectation.Reference;
import dev.weir.it.world.WorldKind;
import dev.weir.server.option.SocketOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a scenario file whole and reports everything that is wrong with it at once. */
public final class SuiteReader {

  private static final List<String> FIELDS =
      Stream.concat(
              Stream.of("name", "about", "world", "repeat", "matrix"),
              ScenarioReader.TEST_FIELDS.stream())
          .toList();

  private final YamlFile file;
  private final Problems problems = new Problems();

  private SuiteReader(YamlFile file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with every problem of the file, each with line and column
   */
  public static Suite read(Path path) throws ConfigException {
    return new SuiteReader(YamlFile.read(path)).read();
  }

  /**
   * Reads a text.
   *
   * @param name what to call it in messages
   * @throws ConfigException with every problem of the text, each with line and column
   */
  public static Suite read(String name, String text) throws ConfigException {
    return new SuiteReader(new YamlFile(name, text)).read();
  }

  private Suite read() throws ConfigException {
    Optional<Node> root = YamlTree.of(file, problems);
    if (root.isEmpty()) {
      problems.add(
          new Location(file.name(), 1, 1),
          "the file is empty (expected: server, client and what to measure)");
      problems.throwIfAny();
    }
    Node tree = root.orElseThrow();
    Section top = new Section(tree, "", FIELDS, problems);
    List<Cell> cells = tree instanceof Node.Mapping ? cells(tree, top) : List.of();
    Suite suite =
        new Suite(
            top.get("name", Words.NAME, stem(file.name())),
            top.get("about", Words.TEXT, ""),
            worlds(top),
            top.get("repeat", Words.REPEAT, 1),
            cells,
            images(cells, tree),
            file.text());
    problems.throwIfAny();
    return suite;
  }

  private static Map<String, Location> images(List<Cell> cells, Node tree) {
    Map<String, Location> places = new LinkedHashMap<>();
    cells.stream()
        .map(Cell::scenario)
        .flatMap(scenario -> Stream.of(scenario.server(), scenario.client()))
        .map(Peer::image)
        .filter(image -> !image.isEmpty())
        .distinct()
        .forEach(image -> places.put(image, place(image, tree).orElse(tree.where())));
    return places;
  }

  /** Where a text stands first. */
  private static Optional<Location> place(String text, Node node) {
    Stream<Node> inner =
        switch (node) {
          case Node.Scalar _ -> Stream.empty();
          case Node.Sequence list -> list.items().stream();
          case Node.Mapping mapping -> mapping.entries().stream().map(Node.Entry::value);
        };
    return node instanceof Node.Scalar scalar && scalar.text().equals(text)
        ? Optional.of(node.where())
        : inner.flatMap(one -> place(text, one).stream()).findFirst();
  }

  private static List<WorldKind> worlds(Section top) {
    List<WorldKind> worlds = top.get("world", Words.WORLDS, List.of());
    if (worlds.stream().distinct().count() < worlds.size()) {
      top.wrong("world", "one of them twice (expected: each once; repeat: 2 runs all twice)");
    }
    return worlds;
  }

  private List<Cell> cells(Node tree, Section top) {
    Matrix matrix = Matrix.read(top, problems);
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Matrix.Combination combination : matrix.of(tree, problems)) {
      Section section = new Section(combination.tree(), "", FIELDS, problems);
      new ScenarioReader(section, problems)
          .read()
          .map(scenario -> new Cell(combination.values(), scenario, false))
          .ifPresent(cell -> cells.put(cell.label(), cell));
    }
    return withReferences(List.copyOf(cells.values()));
  }

  /** Whoever is compared with another needs the other's figures from the same run. */
  private static List<Cell> withReferences(List<Cell> cells) {
    List<Cell> all = new ArrayList<>(cells);
    for (Cell cell : cells) {
      cell.scenario().expectations().stream()
          .flatMap(expectation -> reference(expectation).stream())
          .flatMap(reference -> reference.peer().stream())
          .map(peer -> reference(cell, peer))
          .filter(wanted -> all.stream().noneMatch(there -> sameTest(there, wanted)))
          .forEach(all::add);
    }
    return all;
  }

  private static Optional<Reference> reference(Expectation expectation) {
    return expectation instanceof Bound bound ? bound.reference() : Optional.empty();
  }

  private static Cell reference(Cell cell, PeerName peer) {
    Map<String, String> values = new LinkedHashMap<>(cell.values());
    values.keySet().removeIf(field -> field.startsWith("server") || field.startsWith("client"));
    values.put("between", peer.word());
    return new Cell(values, cell.scenario().between(peer), true);
  }

  /** Whether two cells run the same test, whatever is expected of it. */
  public static boolean sameTest(Cell one, Cell other) {
    return bare(one.scenario()).equals(bare(other.scenario()))
        && one.scenario().options().toString().equals(other.scenario().options().toString());
  }

  private static Scenario bare(Scenario scenario) {
    return new Scenario(
        scenario.server(),
        scenario.client(),
        scenario.protocol(),
        scenario.direction(),
        scenario.streams(),
        scenario.length(),
        scenario.bitrate(),
        SocketOptions.none(),
        scenario.duration(),
        scenario.omit(),
        scenario.link(),
        scenario.faults(),
        List.of());
  }

  private static String stem(String file) {
    String name = Path.of(file).getFileName().toString().replaceFirst("\\.ya?ml$", "");
    String clean = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    return clean.isEmpty() ? "scenario" : clean.substring(0, Math.min(64, clean.length()));
  }
}
