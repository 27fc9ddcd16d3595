package dev.weir.command.serve;

import dev.weir.server.DrainReport;
import java.util.List;

/** How draining ended, in one line. */
final class DrainText {

  private DrainText() {}

  static String of(List<DrainReport> reports) {
    long finished = reports.stream().mapToLong(DrainReport::finished).sum();
    long forced = reports.stream().mapToLong(DrainReport::forced).sum();
    long pending = reports.stream().mapToLong(DrainReport::bytesPending).sum();
    String text = "drained: %d connections and sessions finished".formatted(finished);
    return forced == 0
        ? text
        : text + ", %d cut off with %d bytes unread or unsent".formatted(forced, pending);
  }
}
