package dev.weir.bandwidth.report;

/** What a server printed for a test, as it sends it to a client that asked. */
public sealed interface ServerOutput {

  /**
   * Lines as a terminal shows them.
   *
   * @param text every line ends with a newline
   */
  record Text(String text) implements ServerOutput {}

  /**
   * The server's own JSON report.
   *
   * @param json one valid JSON object
   */
  record Json(String json) implements ServerOutput {}
}
