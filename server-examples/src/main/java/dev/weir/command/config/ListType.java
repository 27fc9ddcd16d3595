package dev.weir.command.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several values: a list in a file, separated by commas on the command line; one value may stand
 * without the list.
 *
 * @param item how each is written
 * @param least fewest of them
 * @param most most of them
 */
public record ListType<T>(ValueType<T> item, int least, int most) implements ValueType<List<T>> {

  @Override
  public String name() {
    return "list of " + item.name();
  }

  @Override
  public String expected() {
    return "a list of " + least + " to " + most + ", each " + item.expected();
  }

  @Override
  public List<T> parse(String text) {
    if (text.isBlank() && least == 0) {
      return List.of();
    }
    return Stream.of(text.split(",", -1)).map(item::parse).toList();
  }

  @Override
  public String print(List<T> values) {
    return values.stream().map(item::print).collect(Collectors.joining(","));
  }

  @Override
  public String yaml(List<T> values) {
    return values.stream().map(item::yaml).collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public Optional<List<T>> read(Node node, String path, Problems problems) {
    if (!(node instanceof Node.Sequence sequence)) {
      return item.read(node, path, problems).map(List::of);
    }
    int size = sequence.items().size();
    if (size < least || size > most) {
      problems.expected(node.where(), path, "a list of " + size, expected());
      return Optional.empty();
    }
    return each(sequence, path, problems);
  }

  private Optional<List<T>> each(Node.Sequence sequence, String path, Problems problems) {
    List<T> values = new ArrayList<>();
    for (Node node : sequence.items()) {
      item.read(node, path, problems).ifPresent(values::add);
    }
    return values.size() == sequence.items().size()
        ? Optional.of(List.copyOf(values))
        : Optional.empty();
  }
}
