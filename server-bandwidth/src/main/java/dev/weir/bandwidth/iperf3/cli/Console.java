package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TextLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where a run prints: reports to standard output, errors to standard error, both to the log file
 * where there is one. Whole texts at a time, from any thread.
 */
final class Console implements AutoCloseable {

  private final PrintStream out;
  private final PrintStream err;
  private final PrintStream warnings;
  private final TextLines times;
  private final boolean own;

  private Console(
      PrintStream out, PrintStream err, PrintStream warnings, TextLines times, boolean own) {
    this.out = out;
    this.err = err;
    this.warnings = warnings;
    this.times = times;
    this.own = own;
  }

  static Console open(OutputRequest request, PrintStream out, PrintStream err) throws RunError {
    TextLines times = new TextLines(Role.SERVER, request.style(), text -> {});
    if (request.log().isEmpty()) {
      return new Console(out, err, err, times, false);
    }
    PrintStream log = append(request.log().orElseThrow());
    return new Console(log, log, err, times, true);
  }

  private static PrintStream append(Path file) throws RunError {
    try {
      OutputStream stream =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new PrintStream(stream, false, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RunError("error - " + ErrorCode.LOG_FILE.text() + ": " + Reasons.of(e));
    }
  }

  /** Whether a person sees the reports at once. */
  boolean terminal() {
    return !own
        && out.equals(System.out)
        && Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
  }

  /** Prints a text that ends with a newline. */
  void print(String text) {
    out.print(text);
    out.flush();
  }

  /** Prints an error, with the time where lines have it. */
  void error(String text) {
    err.print(times.timestamp() + "iperf3: " + text + "\n");
    err.flush();
  }

  /** Prints a warning; it never goes into a log. */
  void warn(String text) {
    warnings.print("warning: " + text + "\n");
    warnings.flush();
  }

  @Override
  public void close() {
    if (own) {
      out.close();
    }
  }
}
