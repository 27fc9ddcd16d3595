package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.TextStyle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run is to be told.
 *
 * @param form which of the outputs
 * @param style how the text looks, where the form is text
 * @param log the file to append to instead of standard output
 * @param pid the file to write the process id to
 * @param flush whether every line must reach the output at once
 */
public record OutputRequest(
    Form form, TextStyle style, Optional<Path> log, Optional<Path> pid, boolean flush) {

  /** The outputs there are. */
  public enum Form {
    /** Lines for people. */
    TEXT,
    /** One document at the end. */
    JSON,
    /** One object a line. */
    JSON_STREAM,
    /** One object a line, and the document at the end. */
    JSON_STREAM_AND_DOCUMENT;

    /** Whether this is JSON. */
    public boolean json() {
      return this != TEXT;
    }
  }
}
