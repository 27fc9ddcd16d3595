package dev.weir.bandwidth.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page's style sheet, which lies beside the classes. */
final class StyleSheet {
  static final String TEXT = read();

  private StyleSheet() {}

  private static String read() {
    try (InputStream in = StyleSheet.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException(
            "page.css: missing (expected: beside " + StyleSheet.class + ")");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
