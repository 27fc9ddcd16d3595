package dev.weir.it.benchmark.run;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a run is asked for, by system properties that begin with {@code weir.benchmark.}.
 *
 * @param rounds trials of each variant: {@code rounds}, 1 to 100, by default 5
 * @param seconds length of a trial: {@code seconds}, 0.1 to 60, by default 1
 * @param rows which: {@code rows}, a pattern that is searched in their ids, by default all
 * @param cpus two processors: {@code cpus}, such as {@code 0,1}; by default the first two
 * @param patience seconds to wait for a quiet machine before each row: {@code patience}, by default
 *     120
 * @param waitForQuiet {@code busy=wait}, the default, or {@code busy=run}
 * @param keep whether to take the result over into the source tree: {@code keep=true}
 */
public record Settings(
    int rounds,
    double seconds,
    Pattern rows,
    String cpus,
    int patience,
    boolean waitForQuiet,
    boolean keep) {

  private static final String PREFIX = "weir.benchmark.";

  /**
   * Reads them.
   *
   * @param property gives the value of a name, null where there is none
   * @throws IllegalArgumentException if one is wrong
   */
  public static Settings of(UnaryOperator<@org.jspecify.annotations.Nullable String> property) {
    Reader reader = new Reader(property);
    return new Settings(
        (int) reader.number("rounds", 5, 1, 100),
        reader.number("seconds", 1, 0.1, 60),
        reader.pattern("rows"),
        reader.text("cpus", ""),
        (int) reader.number("patience", 120, 0, 86_400),
        reader.word("busy", "wait", "run"),
        !reader.word("keep", "false", "true"));
  }

  private record Reader(UnaryOperator<@org.jspecify.annotations.Nullable String> property) {

    String text(String name, String otherwise) {
      String value = property.apply(PREFIX + name);
      return value == null || value.isBlank() ? otherwise : value.strip();
    }

    double number(String name, double otherwise, double least, double most) {
      String text = text(name, "");
      try {
        double value = text.isEmpty() ? otherwise : Double.parseDouble(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Told below, with what was expected.
      }
      throw wrong(name, text, "%s to %s".formatted(least, most));
    }

    Pattern pattern(String name) {
      String text = text(name, "");
      try {
        return Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw wrong(name, text, "a regular expression");
      }
    }

    /** Whether it is the first of two words, the default. */
    boolean word(String name, String first, String second) {
      String text = text(name, first);
      if (!text.equals(first) && !text.equals(second)) {
        throw wrong(name, text, first + " or " + second);
      }
      return text.equals(first);
    }

    private static IllegalArgumentException wrong(String name, String value, String expected) {
      return new IllegalArgumentException(
          "%s%s: %s (expected: %s)".formatted(PREFIX, name, value, expected));
    }
  }
}
