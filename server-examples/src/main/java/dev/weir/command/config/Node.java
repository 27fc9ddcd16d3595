package dev.weir.command.config;

import java.util.List;

/** A value of a configuration file with its place, before anything is known about its meaning. */
public sealed interface Node {

  /** Where it begins. */
  Location where();

  /**
   * What the value is, for error messages: the text itself where it is short enough to be quoted.
   */
  String shown();

  /**
   * A single value.
   *
   * @param text the value without its quotes
   * @param plain whether it stood without quotes
   */
  record Scalar(Location where, String text, boolean plain) implements Node {
    private static final int LONGEST_SHOWN = 80;

    /** Whether nothing at all is written, as in {@code limits:} with the rest of the line empty. */
    public boolean absent() {
      return plain && text.isEmpty();
    }

    @Override
    public String shown() {
      if (absent()) {
        return "nothing";
      }
      return text.length() <= LONGEST_SHOWN
          ? "\"" + text + "\""
          : "\"" + text.substring(0, LONGEST_SHOWN) + "...\"";
    }
  }

  /** Several values: {@code [a, b]}, or lines that begin with a dash. */
  record Sequence(Location where, List<Node> items) implements Node {
    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Named values, in the order of the file; no name stands twice. */
  record Mapping(Location where, List<Entry> entries) implements Node {
    @Override
    public String shown() {
      return "a mapping";
    }
  }

  /** A name and its value. */
  record Entry(Scalar key, Node value) {}
}
