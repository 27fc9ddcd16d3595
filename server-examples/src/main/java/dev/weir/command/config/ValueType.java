package dev.weir.command.config;

import java.util.Optional;

/** How a setting's values are written, in a file and on the command line, and the words for it. */
public sealed interface ValueType<T> permits ScalarType, ListType {

  /** What the reference calls it: {@code duration}. */
  String name();

  /** What is expected, in the words of an error message. */
  String expected();

  /**
   * The value that a text on the command line stands for.
   *
   * @throws IllegalArgumentException if it stands for none; the message says what was expected
   */
  T parse(String text);

  /** The text that {@link #parse} makes this value of. */
  String print(T value);

  /** The value as it stands in a file, quoted where YAML needs it. */
  String yaml(T value);

  /** The value of a node, or nothing and a problem. */
  Optional<T> read(Node node, String path, Problems problems);
}
