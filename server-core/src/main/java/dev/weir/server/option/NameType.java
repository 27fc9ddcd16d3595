package dev.weir.server.option;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A name of something in the kernel.
 *
 * @param longest in bytes
 */
record NameType(int longest) implements OptionType<String> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]+");

  @Override
  public String form() {
    return "a name of 1 to %d letters, digits, '_', '-' or '.'".formatted(longest);
  }

  @Override
  public String parse(String text) {
    if (!FORM.matcher(text).matches() || text.length() > longest) {
      throw new IllegalArgumentException(form());
    }
    return text;
  }

  @Override
  public String format(String value) {
    return value;
  }

  @Override
  public byte[] encode(String value) {
    return value.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String decode(byte[] bytes) {
    String padded = new String(bytes, StandardCharsets.US_ASCII);
    int end = padded.indexOf('\0');
    return end < 0 ? padded : padded.substring(0, end);
  }

  @Override
  public int bytes() {
    return longest + 1;
  }
}
