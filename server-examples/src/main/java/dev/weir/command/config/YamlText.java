package dev.weir.command.config;

import java.util.regex.Pattern;

/**
 * Writes a text so that YAML reads the same text: plain where that is safe, in double quotes
 * elsewhere.
 */
final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_./-]|:(?=[A-Za-z0-9_./-]))*");

  private YamlText() {}

  static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '"' || c == '\\') {
      out.append('\\').appendCodePoint(c);
    } else if (c >= ' ' && c < 0x7f) {
      out.appendCodePoint(c);
    } else {
      out.append(String.format("\\U%08X", c));
    }
  }
}
