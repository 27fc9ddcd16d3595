package dev.weir.server.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's struct linger. */
record LingerType() implements OptionType<Linger> {
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,5})s?");

  @Override
  public String form() {
    return "off, or 0s to 65535s, where 0s resets the connection";
  }

  @Override
  public Linger parse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.equals("off")) {
      return Linger.OFF;
    }
    Matcher seconds = SECONDS.matcher(word);
    if (!seconds.matches() || Integer.parseInt(seconds.group(1)) > 65_535) {
      throw new IllegalArgumentException(form());
    }
    return new Linger(true, Integer.parseInt(seconds.group(1)));
  }

  @Override
  public String format(Linger value) {
    return value.on() ? value.seconds() + "s" : "off";
  }

  @Override
  public byte[] encode(Linger value) {
    return Ints.bytes(value.on() ? 1 : 0, value.seconds());
  }

  @Override
  public Linger decode(byte[] bytes) {
    return Ints.at(bytes, 0) == 0 ? Linger.OFF : new Linger(true, Ints.at(bytes, 1));
  }

  @Override
  public int bytes() {
    return 2 * Integer.BYTES;
  }
}
