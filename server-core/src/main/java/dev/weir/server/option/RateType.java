package dev.weir.server.option;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bits per second; {@code k}, {@code m}, {@code g} and {@code t} are thousands, as for network
 * rates. The kernel counts bytes per second in a long, with all bits set for no limit, which is 0
 * here.
 */
record RateType() implements OptionType<Long> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([kmgt]?)");
  private static final String UNLIMITED = "unlimited";
  private static final long MOST = 1_000_000_000_000_000L;

  @Override
  public String form() {
    return "unlimited, or 8 to 1000t bits per second, a multiple of 8, such as 500m or 1g";
  }

  @Override
  public Long parse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.equals(UNLIMITED)) {
      return 0L;
    }
    Matcher matcher = FORM.matcher(word);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) > MOST / unit(matcher.group(2))) {
      throw new IllegalArgumentException(form());
    }
    long value = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
    if (value == 0) {
      throw new IllegalArgumentException(form());
    }
    check(value);
    return value;
  }

  private static long unit(String word) {
    return switch (word) {
      case "k" -> 1_000L;
      case "m" -> 1_000_000L;
      case "g" -> 1_000_000_000L;
      case "t" -> 1_000_000_000_000L;
      default -> 1L;
    };
  }

  @Override
  public void check(Long value) {
    if (value < 0 || value > MOST || value % 8 != 0) {
      throw new IllegalArgumentException(form());
    }
  }

  /** Exact: with a unit only where it divides the value. */
  @Override
  public String format(Long value) {
    if (value == 0) {
      return UNLIMITED;
    }
    for (String word : new String[] {"t", "g", "m", "k"}) {
      if (value % unit(word) == 0) {
        return value / unit(word) + word;
      }
    }
    return Long.toString(value);
  }

  @Override
  public byte[] encode(Long value) {
    return ByteBuffer.allocate(Long.BYTES)
        .order(ByteOrder.nativeOrder())
        .putLong(value == 0 ? -1 : value / 8)
        .array();
  }

  /** Kernels before 4.20 give an int. */
  @Override
  public Long decode(byte[] bytes) {
    if (bytes.length < Long.BYTES) {
      int rate = Ints.at(bytes, 0);
      return rate == -1 ? 0 : 8 * Integer.toUnsignedLong(rate);
    }
    long rate = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
    return rate == -1 ? 0 : 8 * rate;
  }

  @Override
  public int bytes() {
    return Long.BYTES;
  }
}
