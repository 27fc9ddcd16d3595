package dev.weir.command.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Value types with a unit. */
public final class Quantities {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})([a-zA-Z]*)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "us",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);
  private static final List<String> LARGEST_TIME_FIRST = List.of("h", "m", "s", "ms", "us");
  private static final String UNITS = "kmgt";
  private static final long KILO = 1024;

  private Quantities() {}

  /** Whole numbers in range. */
  public static ScalarType<Integer> whole(int least, int most) {
    return new ScalarType<>(
        "number",
        "a whole number from " + least + " to " + most,
        text -> Math.toIntExact(checked(Long.parseLong(text), least, most)),
        value -> Integer.toString(value));
  }

  /** Times in range, such as {@code 500ms}; seconds without unit. */
  public static ScalarType<Duration> duration(Duration least, Duration most) {
    return new ScalarType<>(
        "duration",
        "a duration from " + print(least) + " to " + print(most) + ", such as 500ms, 30s or 5m",
        text -> Duration.ofNanos(checked(nanos(text), least.toNanos(), most.toNanos())),
        Quantities::print);
  }

  static ScalarType<Duration> durationOrNever(Duration least, Duration most) {
    ScalarType<Duration> timed = duration(least, most);
    return new ScalarType<>(
        timed.name(),
        "0 for no limit, or " + timed.expected(),
        text ->
            text.matches("0[a-z]*") && nanos(text) == 0
                ? Duration.ZERO
                : timed.reader().apply(text),
        Quantities::print);
  }

  /** Sizes in range, such as {@code 64k}, where a kilo is 1024. */
  public static ScalarType<Long> bytes(long least, long most) {
    return new ScalarType<>(
        "size",
        "a size from "
            + printBytes(least)
            + " to "
            + printBytes(most)
            + " bytes, such as 64k or 4m",
        text -> checked(scaled(text, KILO), least, most),
        Quantities::printBytes);
  }

  /** Bytes per second, or no limit. */
  static ScalarType<Long> byteRate(long least, long most) {
    return new ScalarType<>(
        "byte rate",
        "0 for no limit, or bytes a second from "
            + printBytes(least)
            + " to "
            + printBytes(most)
            + ", such as 64k or 10m",
        text -> text.equals("0") ? 0L : checked(scaled(text, KILO), least, most),
        Quantities::printBytes);
  }

  /** Bits per second, where a kilo is a thousand, as network people and iperf3 count. */
  static ScalarType<Long> bitrate(long most) {
    return new ScalarType<>(
        "bitrate",
        "0 for no limit, or bits per second up to "
            + printScaled(most, 1000)
            + ", such as 500m or 10g",
        text -> checked(scaled(text, 1000), 0, most),
        value -> printScaled(value, 1000));
  }

  private static long nanos(String text) {
    Matcher parts = parts(text);
    Long unit = NANOS.get(parts.group(2).isEmpty() ? "s" : parts.group(2));
    if (unit == null) {
      throw new NumberFormatException(text);
    }
    return times(Long.parseLong(parts.group(1)), unit);
  }

  private static long scaled(String text, long kilo) {
    Matcher parts = parts(text);
    long value = Long.parseLong(parts.group(1));
    String unit = parts.group(2).toLowerCase(Locale.ROOT);
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
    if (unit.length() > 1 || (power == 0 && !unit.isEmpty())) {
      throw new NumberFormatException(text);
    }
    for (int i = 0; i < power; i++) {
      value = times(value, kilo);
    }
    return value;
  }

  private static Matcher parts(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      throw new NumberFormatException(text);
    }
    return matcher;
  }

  private static long times(long value, long factor) {
    return Math.multiplyHigh(value, factor) == 0 && value * factor >= 0
        ? value * factor
        : Long.MAX_VALUE;
  }

  private static long checked(long value, long least, long most) {
    if (value < least || value > most) {
      throw new NumberFormatException(Long.toString(value));
    }
    return value;
  }

  /** The shortest text that {@link #duration} reads as this time: {@code 500ms}. */
  public static String print(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    return LARGEST_TIME_FIRST.stream()
        .filter(unit -> nanos % nanosOf(unit) == 0)
        .findFirst()
        .map(unit -> nanos / nanosOf(unit) + unit)
        .orElse(nanos / 1000 + "us");
  }

  private static long nanosOf(String unit) {
    return NANOS.getOrDefault(unit, 1L);
  }

  private static String printBytes(long bytes) {
    return printScaled(bytes, KILO);
  }

  private static String printScaled(long value, long kilo) {
    long scaled = value;
    int power = 0;
    while (power < UNITS.length() && scaled > 0 && scaled % kilo == 0) {
      scaled /= kilo;
      power++;
    }
    return scaled + (power == 0 ? "" : String.valueOf(UNITS.charAt(power - 1)));
  }
}
