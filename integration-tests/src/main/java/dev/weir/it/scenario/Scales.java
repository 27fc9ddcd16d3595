package dev.weir.it.scenario;

import dev.weir.command.config.Quantities;
import dev.weir.command.config.ScalarType;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values with a unit are written in a scenario. */
final class Scales {

  /** Times. */
  static final ScalarType<Duration> DURATION =
      Quantities.duration(Duration.ZERO, Duration.ofHours(24));

  /** Bits per second; 0 for unlimited. */
  static final ScalarType<Long> RATE =
      new ScalarType<>(
          "rate",
          "a rate in bit/s such as 100m, 2.5g or 100Mbit/s, or unlimited",
          Scales::likely,
          value -> Long.toString(value));

  /** Bits per second that a link has: with less, a packet takes seconds. */
  static final ScalarType<Long> LINK_RATE =
      new ScalarType<>(
          "rate",
          "a link's rate from 8k to 10t bit/s such as 100m, 2.5g or 100Mbit/s, or unlimited",
          Scales::linkRate,
          value -> Long.toString(value));

  /** A share from 0 to 1, written in per cent. */
  static final ScalarType<Double> SHARE =
      new ScalarType<>(
          "share",
          "a share from 0% to 100% such as 1% or 0.1%",
          Scales::share,
          value -> value * 100 + "%");

  /** A figure in per cent that may be more than a hundred. */
  static final ScalarType<Double> PER_CENT =
      new ScalarType<>(
          "per cent",
          "a figure in per cent such as 50%",
          text -> number(text.replaceFirst(" ?%$", "")),
          value -> value + "%");

  /** A plain factor. */
  static final ScalarType<Double> FACTOR =
      new ScalarType<>("factor", "a factor such as 0.9", Scales::number, value -> value + "");

  /** A count. */
  static final ScalarType<Double> COUNT =
      new ScalarType<>("count", "a count such as 10", Scales::number, value -> value + "");

  private static final long LEAST_LINK = 8_000;
  private static final long LEAST_NAMED = 1_000;
  private static final Pattern RATE_TEXT =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?) ?([kmgt]?)(?:bit(?:/s)?|bps)?");
  private static final Map<String, Double> PREFIXES =
      Map.of("", 1.0, "k", 1e3, "m", 1e6, "g", 1e9, "t", 1e12);

  private Scales() {}

  private static long rate(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.equals("unlimited")) {
      return 0;
    }
    Matcher matcher = RATE_TEXT.matcher(word);
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    double bits =
        Double.parseDouble(matcher.group(1)) * PREFIXES.getOrDefault(matcher.group(2), 1.0);
    if (bits > 1e13) {
      throw new IllegalArgumentException();
    }
    return Math.round(bits);
  }

  /** Less than a kilobit, and no unit: what was meant is a guess. */
  private static long likely(String text) {
    long bits = rate(text);
    if (bits > 0 && bits < LEAST_NAMED && text.matches("[0-9.]+")) {
      throw new IllegalArgumentException(
          "\"%s\" (expected: a rate with its unit, such as %1$sm or %1$skbit/s)".formatted(text));
    }
    return bits;
  }

  private static long linkRate(String text) {
    long bits = rate(text);
    if (bits < LEAST_LINK && !text.equalsIgnoreCase("unlimited")) {
      throw new IllegalArgumentException();
    }
    return bits;
  }

  private static double share(String text) {
    if (!text.endsWith("%") && !text.equals("0")) {
      throw new IllegalArgumentException();
    }
    double value = number(text.replaceFirst(" ?%$", "")) / 100;
    if (value > 1) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  private static double number(String text) {
    if (!text.matches("\\d{1,12}(\\.\\d{1,9})?")) {
      throw new IllegalArgumentException();
    }
    return Double.parseDouble(text);
  }
}
