package dev.weir.server.connection;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may happen: so many times in any stretch of a time, all of them at once if
 * need be, as from a bucket that holds as many and is filled evenly. {@code 100/s}, {@code 20/m},
 * {@code 1000/10s}.
 *
 * @param count how many times, from 1; 0 for no limit
 * @param per the time in which a spent bucket is full again, from 1 ms to a day
 */
public record Rate(int count, Duration per) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** No limit. */
  public static final Rate UNLIMITED = new Rate(0, Duration.ofSeconds(1));

  private static final String EXPECTED =
      "0 for no limit, or a number for each time, such as 100/s, 20/m or 1000/10s";
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{0,8})(ms|s|m|h)");

  /**
   * A rate in range.
   *
   * @throws IllegalArgumentException where count or time are out of range
   */
  public Rate {
    if (count < 0) {
      throw new IllegalArgumentException(
          "rate: %d (expected: from 1, or 0 for no limit)".formatted(count));
    }
    if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("rate: per %s (expected: 1 ms to a day)".formatted(per));
    }
  }

  /**
   * So many times a second.
   *
   * @param count from 1
   * @return the rate
   */
  public static Rate perSecond(int count) {
    return new Rate(count, Duration.ofSeconds(1));
  }

  /**
   * Reads a rate.
   *
   * @param text such as {@code 100/s} or {@code 1000/10s}; {@code 0} for no limit
   * @return the rate
   * @throws IllegalArgumentException where it is none
   */
  public static Rate parse(String text) {
    if (text.equals("0")) {
      return UNLIMITED;
    }
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("rate: %s (expected: %s)".formatted(text, EXPECTED));
    }
    long times = parts.group(2).isEmpty() ? 1 : Long.parseLong(parts.group(2));
    return new Rate(Integer.parseInt(parts.group(1)), unit(parts.group(3)).multipliedBy(times));
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }

  /**
   * Whether there is a limit.
   *
   * @return false where the count is 0
   */
  public boolean limited() {
    return count > 0;
  }

  @Override
  public String toString() {
    if (!limited()) {
      return "0";
    }
    long millis = per.toMillis();
    for (String unit : new String[] {"h", "m", "s"}) {
      long size = unit(unit).toMillis();
      if (millis % size == 0) {
        return count + "/" + (millis == size ? "" : millis / size) + unit;
      }
    }
    return count + "/" + millis + "ms";
  }
}
