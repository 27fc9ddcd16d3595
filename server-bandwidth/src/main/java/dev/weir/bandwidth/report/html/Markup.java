package dev.weir.bandwidth.report.html;

import java.util.Locale;

/** Writes HTML and SVG elements; every text and attribute value is escaped. */
final class Markup {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Opens an element; attributes are names and values in turn. */
  Markup open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    return this;
  }

  Markup close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  /** An element without content, as SVG has them. */
  Markup empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  Markup text(String text) {
    EscapedText.append(text, out);
    return this;
  }

  Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /** Only for what this package wrote itself: style sheet, doctype, JSON made safe. */
  Markup trusted(String markup) {
    out.append(markup);
    return this;
  }

  /** A coordinate, to a tenth of a pixel. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      EscapedText.append(attributes[i + 1], out);
      out.append('"');
    }
  }
}
