package dev.weir.bandwidth.report;

/** JSON as people read it. */
public final class JsonText {

  private JsonText() {}

  /**
   * The same document over several lines; what is no JSON becomes a JSON string.
   *
   * @param text any
   * @return without a newline at the end
   */
  public static String pretty(String text) {
    return JsonWriter.pretty(JsonReader.read(text)).stripTrailing();
  }
}
