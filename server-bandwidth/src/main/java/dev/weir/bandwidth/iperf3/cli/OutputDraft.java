package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.report.TextStyle;
import dev.weir.bandwidth.report.Units;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a run is to be told, as far as the options read so far say. */
final class OutputDraft {

  private static final String DEFAULT_TIME = "%c ";

  private Units units = Units.ADAPTIVE;
  private boolean verbose;
  private boolean json;
  private boolean stream;
  private boolean document;
  private boolean flush;
  private Optional<String> timestamps = Optional.empty();
  private Optional<Path> log = Optional.empty();
  private Optional<Path> pid = Optional.empty();

  /** Only the first letter counts. */
  void units(String text) throws ParameterError {
    units =
        Arrays.stream(Units.values())
            .filter(unit -> unit != Units.ADAPTIVE && text.startsWith("" + unit.letter()))
            .findFirst()
            .orElseThrow(() -> new ParameterError(ErrorCode.FORMAT));
  }

  void verbose() {
    verbose = true;
  }

  void json() {
    json = true;
  }

  void stream() {
    json = true;
    stream = true;
  }

  void document() {
    document = true;
  }

  void flush() {
    flush = true;
  }

  void timestamps(String pattern) {
    timestamps = Optional.of(pattern.isEmpty() ? DEFAULT_TIME : pattern);
  }

  void log(String file) {
    log = Optional.of(Path.of(file));
  }

  void pid(String file) {
    pid = Optional.of(Path.of(file));
  }

  /** What does not go together, as the original warns of it. */
  List<String> warnings(boolean debug) {
    return Stream.of(
            units == Units.ADAPTIVE ? "" : "Report format (-f) flag ignored with JSON output (-J)",
            verbose ? "Verbose output (-v) may interfere with JSON output (-J)" : "",
            debug ? "Debug output (-d) may interfere with JSON output (-J)" : "")
        .filter(text -> json && !text.isEmpty())
        .map(text -> "warning: " + text)
        .toList();
  }

  OutputRequest request(Optional<String> title) {
    return new OutputRequest(
        form(), new TextStyle(units, verbose, timestamps, title), log, pid, flush);
  }

  private OutputRequest.Form form() {
    if (!json) {
      return OutputRequest.Form.TEXT;
    }
    if (!stream) {
      return OutputRequest.Form.JSON;
    }
    return document ? OutputRequest.Form.JSON_STREAM_AND_DOCUMENT : OutputRequest.Form.JSON_STREAM;
  }
}
