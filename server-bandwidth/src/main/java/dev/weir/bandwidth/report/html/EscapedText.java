package dev.weir.bandwidth.report.html;

/**
 * Text that came from anywhere, made harmless in HTML: markup is escaped; control characters,
 * halves of surrogate pairs and direction overrides, which would make text read as something else,
 * become the replacement character.
 */
final class EscapedText {
  private static final int REPLACEMENT = 0xFFFD;

  private EscapedText() {}

  static void append(String text, StringBuilder out) {
    text.codePoints().forEach(c -> append(c, out));
  }

  private static void append(int c, StringBuilder out) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(hostile(c) ? REPLACEMENT : c);
    }
  }

  private static boolean hostile(int c) {
    return control(c) || directs(c) || (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE;
  }

  private static boolean control(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }

  private static boolean directs(int c) {
    return c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
