package dev.weir.command;

import dev.weir.command.Syntax.Option;
import dev.weir.command.Syntax.Word;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code weir COMMAND --help}: at most 80 columns, the notes as they are written. */
final class UsageText {

  private static final int WIDTH = 80;
  private static final int INDENT = 28;
  private static final String BOLD = "\033[1m";
  private static final String PLAIN = "\033[0m";

  private final StringBuilder text = new StringBuilder();
  private final boolean colour;

  private UsageText(boolean colour) {
    this.colour = colour;
  }

  /**
   * The whole help of one sub-command.
   *
   * @param command such as {@code weir serve}
   * @param colour whether names stand out by escape sequences
   */
  static String of(String command, Syntax syntax, boolean colour) {
    UsageText usage = new UsageText(colour);
    usage.synopsis("Usage: " + command, syntax);
    usage.wrap(0, 0, List.of(syntax.description().split(" ", -1)));
    syntax.words().forEach(word -> usage.row(word.label(), word.what()));
    syntax.options().forEach(option -> usage.row(left(option), option.what()));
    return usage.text.append('\n').append(syntax.notes()).toString();
  }

  private void synopsis(String head, Syntax syntax) {
    List<String> parts = new ArrayList<>();
    syntax.options().forEach(option -> parts.add("[" + typed(option) + "]" + more(option)));
    syntax.words().forEach(word -> parts.add(typed(word)));
    text.append(bold(head)).append(' ');
    wrap(head.length() + 1, head.length() + 1, parts);
  }

  private static String typed(Option option) {
    return option.name() + option.label().map(label -> " " + label).orElse("");
  }

  private static String more(Option option) {
    return option.repeatable() ? "..." : "";
  }

  private static String typed(Word word) {
    return switch (word.times()) {
      case ONCE_AT_MOST -> "[" + word.label() + "]";
      case ANY -> "[" + word.label() + "...]";
      case AT_LEAST_ONCE -> word.label() + "...";
    };
  }

  private static String left(Option option) {
    return option.name().equals(ParsedSubcommand.HELP)
        ? ParsedSubcommand.SHORT_HELP + ", " + option.name()
        : typed(option);
  }

  private void row(String name, String what) {
    text.append("  ").append(bold(name));
    int column = name.length() + 2;
    if (column + 2 > INDENT) {
      text.append('\n');
      column = 0;
    }
    text.append(" ".repeat(INDENT - column));
    wrap(INDENT, INDENT, List.of(what.split(" ", -1)));
  }

  /** Parts with a blank between, from this column on, in lines that begin at the indent. */
  private void wrap(int from, int indent, List<String> parts) {
    int column = from;
    for (String part : parts) {
      if (column > indent && column + 1 + part.length() > WIDTH) {
        text.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        text.append(' ');
        column++;
      }
      text.append(part);
      column += part.length();
    }
    text.append('\n');
  }

  private String bold(String name) {
    return colour ? BOLD + name + PLAIN : name;
  }
}
