package dev.weir.server.option;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time that the kernel counts in milliseconds; {@code ms}, {@code s}, {@code m} or {@code h}. */
record TimeType() implements OptionType<Duration> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,10})(ms|s|m|h)|0");

  @Override
  public String form() {
    return "0 to 2147483647 ms with a unit, such as 500ms, 30s or 2m; 0 for the kernel's own";
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
            : unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    check(value);
    return value;
  }

  private static Duration unit(String word) {
    return switch (word) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }

  @Override
  public void check(Duration value) {
    boolean whole = value.toNanosPart() % 1_000_000 == 0;
    boolean inRange = value.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0;
    if (value.isNegative() || !whole || !inRange) {
      throw new IllegalArgumentException(form());
    }
  }

  @Override
  public String format(Duration value) {
    return value.toMillisPart() == 0 ? value.toSeconds() + "s" : value.toMillis() + "ms";
  }

  @Override
  public byte[] encode(Duration value) {
    return Ints.bytes((int) value.toMillis());
  }

  @Override
  public Duration decode(byte[] bytes) {
    return Duration.ofMillis(Integer.toUnsignedLong(Ints.at(bytes, 0)));
  }
}
