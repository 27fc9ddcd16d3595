package dev.weir.bandwidth.report;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A test as text, line by line as it happens, blank for blank as {@code iperf3} prints it at either
 * end. Errors are not part of it: they belong to the other output of a process.
 */
public final class TextReport implements TestEvents {

  private final TextStyle style;
  private final TextLines lines;
  private @Nullable TestDescription test;
  private boolean complete;

  /**
   * A report that is yet to be told.
   *
   * @param role which end tells
   * @param style how it looks
   * @param out takes each line, newline included
   */
  public TextReport(Role role, TextStyle style, Consumer<String> out) {
    this(style, new TextLines(role, style, out));
  }

  TextReport(TextStyle style, TextLines lines) {
    this.style = style;
    this.lines = lines;
  }

  /** Who tells: the first lines of a verbose report, before there is a test. */
  public void opening(Identity identity) {
    lines.line(identity.version());
    // The original prints an empty text between the two, prefix included.
    lines.line(lines.prefix() + identity.system());
  }

  @Override
  public void accepted(TestDescription description) {
    test = description;
    new TextPreamble(description, style, lines).print();
  }

  @Override
  public void connected(StreamDescription stream) {
    lines.line(
        "[%3d] local %s port %d connected to %s port %d"
            .formatted(
                stream.socket(),
                stream.local().host(),
                stream.local().port(),
                stream.remote().host(),
                stream.remote().port()));
  }

  @Override
  public void started(SocketBuffers buffers) {
    if (style.verbose() && test != null) {
      lines.line(starting(test.settings()));
    }
  }

  private static String starting(TestSettings settings) {
    String end =
        settings.bytes() > 0
            ? settings.bytes() + " bytes to send"
            : settings.blocks() > 0
                ? settings.blocks() + " blocks to send"
                : settings.duration() + " second test";
    return "Starting Test: protocol: %s, %d streams, %d byte blocks, omitting %d seconds, %s, tos %d"
        .formatted(
            settings.protocol(),
            settings.parallel(),
            settings.blockSize(),
            settings.omit(),
            end,
            settings.tos());
  }

  @Override
  public void counting() {
    if (style.verbose() && test != null && test.interval() == 0) {
      lines.line("Finished omit period, starting real test");
    }
  }

  @Override
  public void interval(IntervalReport interval) {
    if (test != null) {
      new TextInterval(test, style.units(), lines).print(interval);
    }
  }

  @Override
  public void finished(TestReport report) {
    new TextSummary(report, style, lines).print();
    complete = report.test().role() == Role.CLIENT;
  }

  @Override
  public void failed(String text) {
    complete = false;
  }

  @Override
  public void closed() {
    if (complete) {
      lines.line("");
      lines.line("iperf Done.");
    }
  }
}
