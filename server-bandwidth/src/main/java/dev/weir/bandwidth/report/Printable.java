package dev.weir.bandwidth.report;

/** What a stranger wrote, fit for a terminal: no character of it does anything but stand there. */
final class Printable {

  private Printable() {}

  /** Control characters other than the ends of lines and tabs become question marks. */
  static String of(String text) {
    return text.codePoints().anyMatch(Printable::acts) ? replaced(text) : text;
  }

  private static String replaced(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(acts(c) ? '?' : c));
    return safe.toString();
  }

  private static boolean acts(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }
}
