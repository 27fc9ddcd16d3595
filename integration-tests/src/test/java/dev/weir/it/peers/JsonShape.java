package dev.weir.it.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stays of a JSON report when the values are taken out that differ from run to run: a line for
 * each key in the order they come, with the kind of its value, or the value itself where both
 * programs must agree on it. Keys that come twice stay twice. Of the intervals only the first is
 * looked at: how many there are may differ by one.
 */
final class JsonShape {

  /** Values of these are part of the shape. */
  private static final Set<String> SAME =
      Set.of(
          "protocol",
          "num_streams",
          "blksize",
          "omit",
          "duration",
          "bytes_asked",
          "blocks",
          "reverse",
          "tos",
          "target_bitrate",
          "bidir",
          "fqrate",
          "fq_rate",
          "interval",
          "gso",
          "gro",
          "sock_bufsize",
          "sndbuf_actual",
          "rcvbuf_actual",
          "tcp_mss",
          "title",
          "extra_data",
          "event");

  private static final JsonFactory JSON = new JsonFactory();

  private JsonShape() {}

  /** The shape of a document, or of one document a line; lines of text may come before it. */
  static List<String> of(String text) {
    int start = text.startsWith("{") ? 0 : text.indexOf("\n{") + 1;
    List<String> lines = new ArrayList<>(TextShape.of(text.substring(0, start)));
    try (JsonParser parser = JSON.createParser(text.substring(start))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        value(parser, token, "", lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static void value(JsonParser parser, JsonToken token, String path, List<String> lines)
      throws IOException {
    switch (token) {
      case START_OBJECT -> {
        lines.add(path + "{");
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_OBJECT;
            next = parser.nextToken()) {
          String key = path + "." + parser.currentName();
          value(parser, parser.nextToken(), key, lines);
        }
      }
      case START_ARRAY -> array(parser, path, lines);
      default -> lines.add(path + "=" + scalar(parser, token));
    }
  }

  private static void array(JsonParser parser, String path, List<String> lines) throws IOException {
    int index = 0;
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      boolean ignored = path.endsWith(".intervals") && index > 0;
      value(parser, next, path + "[" + index + "]", ignored ? new ArrayList<>() : lines);
      index++;
    }
  }

  private static String scalar(JsonParser parser, JsonToken token) throws IOException {
    String name = parser.currentName();
    if (token.isBoolean() || (name != null && SAME.contains(name))) {
      return parser.getText();
    }
    return token.isNumeric() ? "number" : "text";
  }
}
