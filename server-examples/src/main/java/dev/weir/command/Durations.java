package dev.weir.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line: {@code 500ms}, {@code 30s}, {@code 2m}; seconds without unit. */
final class Durations {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)?");

  private Durations() {}

  static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException(text + " (expected: a duration such as 500ms, 30s or 2m)");
    }
    String unit = matcher.group(2);
    double millis = Double.parseDouble(matcher.group(1)) * millisPer(unit == null ? "s" : unit);
    return Duration.ofMillis(Math.round(millis));
  }

  private static long millisPer(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 1000;
    };
  }
}
