package dev.weir.command;

import dev.weir.command.Syntax.Option;
import dev.weir.command.Syntax.Times;
import dev.weir.command.Syntax.Word;
import dev.weir.command.text.NearestName;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads one command line by its syntax, from left to right; options and words may be mixed, and
 * after {@code --} everything is a word. The first mistake is a {@link UsageException}.
 */
final class SyntaxParser {

  private final Syntax syntax;
  private final ArrayDeque<Word> positions;
  private final Set<Option> seen = new HashSet<>();
  private boolean filled;

  private SyntaxParser(Syntax syntax) {
    this.syntax = syntax;
    this.positions = new ArrayDeque<>(syntax.words());
  }

  /** Hands everything on the line to whom the syntax names. */
  static void parse(Syntax syntax, List<String> line) {
    SyntaxParser parser = new SyntaxParser(syntax);
    parser.read(line.iterator());
    parser.requireWords();
  }

  private void read(Iterator<String> line) {
    boolean optionsEnded = false;
    while (line.hasNext()) {
      String next = line.next();
      if (optionsEnded || !next.startsWith("-") || next.equals("-")) {
        word(next);
      } else if (next.equals("--")) {
        optionsEnded = true;
      } else {
        option(next, line);
      }
    }
  }

  private void option(String given, Iterator<String> rest) {
    int equals = given.indexOf('=');
    String name = equals < 0 ? given : given.substring(0, equals);
    Option option = find(name).orElseThrow(() -> new UsageException(unknown(name)));
    if (!seen.add(option) && !option.repeatable()) {
      throw new UsageException(name + ": given twice (expected: once)");
    }
    accept(name, option.given(), value(option, given, equals, rest));
  }

  private String value(Option option, String given, int equals, Iterator<String> rest) {
    if (option.label().isEmpty()) {
      if (equals >= 0) {
        throw new UsageException(
            option.name() + ": " + given.substring(equals + 1) + " (expected: no value)");
      }
      return "";
    }
    return equals >= 0 ? given.substring(equals + 1) : following(option, rest);
  }

  /** What follows belongs to the option, unless it is an option itself. */
  private String following(Option option, Iterator<String> rest) {
    String next = rest.hasNext() ? rest.next() : "";
    if (next.isEmpty() || find(next).isPresent()) {
      throw new UsageException(
          option.name() + ": missing (expected: " + option.label().orElse("a value") + ")");
    }
    return next;
  }

  private void word(String text) {
    Word position = positions.peekFirst();
    if (position == null) {
      throw new UsageException(text + ": one word too many");
    }
    accept(position.label(), position.given(), text);
    filled = position.times() != Times.ONCE_AT_MOST;
    if (!filled) {
      positions.removeFirst();
    }
  }

  private void requireWords() {
    Word position = positions.peekFirst();
    if (position != null && position.times() == Times.AT_LEAST_ONCE && !filled) {
      throw new UsageException(
          position.label() + ": missing (expected: at least one; " + position.what() + ")");
    }
  }

  private static void accept(String name, Consumer<String> given, String text) {
    try {
      given.accept(text);
    } catch (IllegalArgumentException refused) {
      throw new UsageException(name + ": " + refused.getMessage());
    }
  }

  private Optional<Option> find(String name) {
    return syntax.options().stream().filter(option -> option.name().equals(name)).findFirst();
  }

  private String unknown(String name) {
    List<String> known = syntax.optionNames().toList();
    return NearestName.of(name, known)
        .map(meant -> name + ": no such option; did you mean " + meant + "?")
        .orElse(name + ": no such option (expected: any of " + String.join(", ", known) + ")");
  }
}
