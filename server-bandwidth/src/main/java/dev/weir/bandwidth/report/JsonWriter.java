package dev.weir.bandwidth.report;

import java.util.List;

/** Prints JSON in one of two layouts, numbers with as many digits as it takes to read them back. */
final class JsonWriter {

  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;

  private JsonWriter(boolean pretty) {
    this.pretty = pretty;
  }

  /** One line without blanks. */
  static String compact(Json value) {
    return new JsonWriter(false).print(value, 0).out.toString();
  }

  /** A line for each key, indented by tabs; objects of an array begin on the line of the array. */
  static String pretty(Json value) {
    return new JsonWriter(true).print(value, 0).out.toString();
  }

  private JsonWriter print(Json value, int depth) {
    switch (value) {
      case Json.Text text -> quote(text.value());
      case Json.Numeric number -> out.append(number(number.value()));
      case Json.Whole whole -> out.append(whole.value());
      case Json.Bool bool -> out.append(bool.value());
      case Json.Null nothing -> out.append("null");
      case Json.Items items -> items(items.values(), depth);
      case Json.Fields fields -> fields(fields.entries(), depth);
    }
    return this;
  }

  private void items(List<Json> values, int depth) {
    out.append('[');
    for (int at = 0; at < values.size(); at++) {
      out.append(at == 0 ? "" : pretty ? ", " : ",");
      print(values.get(at), depth + 1);
    }
    out.append(']');
  }

  private void fields(List<Json.Entry> entries, int depth) {
    out.append(pretty ? "{\n" : "{");
    for (int at = 0; at < entries.size(); at++) {
      indent(depth + 1);
      quote(entries.get(at).key());
      out.append(pretty ? ":\t" : ":");
      print(entries.get(at).value(), depth + 1);
      out.append(at + 1 < entries.size() ? "," : "").append(pretty ? "\n" : "");
    }
    indent(depth);
    out.append('}');
  }

  private void indent(int depth) {
    if (pretty) {
      out.repeat('\t', depth);
    }
  }

  private void quote(String text) {
    out.append('"');
    text.chars().forEach(this::character);
    out.append('"');
  }

  private void character(int character) {
    switch (character) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (character < ' ') {
          out.append("\\u00").append(Character.forDigit(character >> 4, 16));
          out.append(Character.forDigit(character & 15, 16));
        } else {
          out.append((char) character);
        }
      }
    }
  }

  /** Fifteen digits if they are enough to read the same number back, else seventeen. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "null";
    }
    if (value == (double) (long) value) {
      return Long.toString((long) value);
    }
    String brief = Decimals.significant(value, 15);
    boolean same = Math.abs(Double.parseDouble(brief) - value) <= Math.abs(value) * Math.ulp(1.0);
    return same ? brief : Decimals.significant(value, 17);
  }
}
