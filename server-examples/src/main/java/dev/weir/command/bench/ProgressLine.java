package dev.weir.command.bench;

import java.io.PrintStream;

/** A line on a terminal that is overwritten as things go on; nothing at all anywhere else. */
final class ProgressLine {

  private static final String START_OF_CLEARED_LINE = "\r\033[K";

  private final PrintStream stream;
  private final boolean live;

  ProgressLine(PrintStream stream, boolean live) {
    this.stream = stream;
    this.live = live;
  }

  void show(String text) {
    if (live) {
      stream.print(START_OF_CLEARED_LINE + text);
      stream.flush();
    }
  }

  void clear() {
    show("");
  }
}
