package dev.weir.server.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes; {@code k}, {@code m} and {@code g} are 1024, 1024² and 1024³ of them.
 *
 * @param from the least
 * @param to the greatest
 * @param doubled whether the kernel doubles the value for its own book-keeping
 */
record SizeType(int from, int to, boolean doubled) implements OptionType<Integer> {
  /** The size of a buffer, which the kernel doubles. */
  static final SizeType BUFFER = new SizeType(1, Integer.MAX_VALUE, true);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,10})([kmg]?)");

  /** A size that the kernel takes as it is. */
  static SizeType exact(int from, int to) {
    return new SizeType(from, to, false);
  }

  @Override
  public String form() {
    String examples = to > 4 << 20 ? "65536, 64k or 4m" : "1200 or 1k";
    return "%d to %d bytes, such as %s".formatted(from, to, examples);
  }

  @Override
  public Integer parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(form());
    }
    long value = Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
    if (value < from || value > to) {
      throw new IllegalArgumentException(form());
    }
    return (int) value;
  }

  private static int shift(String unit) {
    return unit.isEmpty() ? 0 : 10 * ("kmg".indexOf(unit) + 1);
  }

  /** Exact: with a unit only where it divides the value. */
  @Override
  public String format(Integer value) {
    int shift = value <= 0 ? 0 : Math.min(30, Integer.numberOfTrailingZeros(value) / 10 * 10);
    return (value >> shift) + "kmg".substring(Math.max(0, shift / 10 - 1), shift / 10);
  }

  @Override
  public byte[] encode(Integer value) {
    return Ints.bytes(value);
  }

  @Override
  public Integer decode(byte[] bytes) {
    return Ints.at(bytes, 0);
  }
}
