package dev.weir.command.admin;

import dev.weir.command.config.Quantities;
import dev.weir.command.config.ScalarType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked, without HTTP around it.
 *
 * @param parameters the query's parameters, each given once, all of them known to the page
 * @param accept the {@code Accept} header, empty where there was none
 */
record AdminRequest(Map<String, String> parameters, String accept) {
  private static final ScalarType<Duration> TIME =
      Quantities.duration(Duration.ZERO, Duration.ofDays(1));

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** A parameter that is a whole number from {@code least} to {@code most}. */
  int number(String name, int fallback, int least, int most) {
    Optional<String> text = parameter(name);
    return text.isEmpty() ? fallback : number(name, text.get(), least, most);
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      // Refused below, like one out of range.
    }
    throw new BadRequest(
        name + ": " + text + " (expected: a whole number from " + least + " to " + most + ")");
  }

  /** A parameter's text as a time, from 0 to a day. */
  Duration duration(String name, String text) {
    try {
      return TIME.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(name + ": " + e.getMessage());
    }
  }
}
