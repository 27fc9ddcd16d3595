package dev.weir.command.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * One value.
 *
 * @param name what the reference calls it
 * @param expected what an error says was expected: {@code a duration such as 500ms, 30s or 5m}
 * @param reader text to value; throws {@link IllegalArgumentException} for a text that is none,
 *     with a message of its own or without any
 * @param writer value to the text that gives it back
 */
public record ScalarType<T>(
    String name, String expected, Function<String, T> reader, Function<T, String> writer)
    implements ValueType<T> {

  @Override
  public T parse(String text) {
    try {
      return reader.apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(reason(e, text), e);
    }
  }

  @Override
  public String print(T value) {
    return writer.apply(value);
  }

  @Override
  public String yaml(T value) {
    return YamlText.of(print(value));
  }

  @Override
  public Optional<T> read(Node node, String path, Problems problems) {
    if (!(node instanceof Node.Scalar scalar) || scalar.absent()) {
      problems.expected(node.where(), path, node.shown(), expected);
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(scalar.text().strip()));
    } catch (IllegalArgumentException e) {
      problems.add(node.where(), path + ": " + reason(e, node.shown()));
      return Optional.empty();
    }
  }

  /**
   * The reader's own words where it names what it expected: it knows which part of the value is
   * wrong.
   */
  private String reason(IllegalArgumentException e, String shown) {
    String message = e.getMessage();
    return message != null && message.contains("(expected")
        ? message
        : shown + " (expected: " + expected + ")";
  }
}
