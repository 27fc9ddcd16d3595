package dev.weir.server.option;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time that the kernel counts in a unit of its own; written with {@code us}, {@code ms}, {@code
 * s}, {@code m} or {@code h}.
 *
 * @param unit the kernel's
 * @param from the least, in that unit
 * @param to the greatest, in that unit
 * @param examples for messages
 */
record TimeType(ChronoUnit unit, int from, int to, String examples)
    implements OptionType<Duration> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,10})(us|ms|s|m|h)|0");

  @Override
  public String form() {
    return "%d to %d %s with a unit, such as %s".formatted(from, to, unitName(), examples);
  }

  private String unitName() {
    return switch (unit) {
      case MICROS -> "us";
      case MILLIS -> "ms";
      default -> "s";
    };
  }

  @Override
  public Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(form());
    }
    Duration value =
        matcher.group(1) == null
            ? Duration.ZERO
            : written(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    check(value);
    return value;
  }

  private static Duration written(String word) {
    return switch (word) {
      case "us" -> Duration.of(1, ChronoUnit.MICROS);
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }

  @Override
  public void check(Duration value) {
    Duration least = Duration.of(from, unit);
    Duration greatest = Duration.of(to, unit);
    boolean inRange = value.compareTo(least) >= 0 && value.compareTo(greatest) <= 0;
    if (!inRange || !value.truncatedTo(unit).equals(value)) {
      throw new IllegalArgumentException(form());
    }
  }

  @Override
  public String format(Duration value) {
    if (value.toNanosPart() == 0) {
      return value.toSeconds() + "s";
    }
    boolean millis = value.toNanosPart() % 1_000_000 == 0;
    return millis ? value.toMillis() + "ms" : value.dividedBy(written("us")) + "us";
  }

  @Override
  public byte[] encode(Duration value) {
    return Ints.bytes((int) value.dividedBy(unit.getDuration()));
  }

  @Override
  public Duration decode(byte[] bytes) {
    return Duration.of(Integer.toUnsignedLong(Ints.at(bytes, 0)), unit);
  }
}
