package dev.weir.bandwidth.report;

/** The lines between the control connection and the first stream. */
final class TextPreamble {

  private final TestDescription test;
  private final TextStyle style;
  private final TextLines lines;

  TextPreamble(TestDescription test, TextStyle style, TextLines lines) {
    this.test = test;
    this.style = style;
    this.lines = lines;
  }

  void print() {
    if (style.verbose()) {
      new ControlSizes(lines::raw).accepted(test);
      lines.line("Time: " + JsonStart.time(test.begun()));
    }
    if (test.role() == Role.CLIENT) {
      connecting();
    } else {
      lines.line("Accepted connection from %s, port %d".formatted(host(), test.peer().port()));
    }
    if (style.verbose()) {
      details();
    }
  }

  private void connecting() {
    lines.line("Connecting to host %s, port %d".formatted(host(), test.peer().port()));
    if (test.settings().reverse()) {
      lines.line("Reverse mode, remote host %s is sending".formatted(host()));
    }
  }

  private void details() {
    lines.line("      Cookie: " + Printable.of(test.cookie()));
    TestSettings settings = test.settings();
    if (settings.protocol() == Protocol.TCP) {
      lines.line(
          settings.mss() > 0
              ? "      TCP MSS: " + settings.mss()
              : "      TCP MSS: " + test.controlMss() + " (default)");
    }
    if (settings.bitrate() > 0) {
      lines.line("      Target Bitrate: " + settings.bitrate());
    }
  }

  private String host() {
    return test.peer().host();
  }
}
