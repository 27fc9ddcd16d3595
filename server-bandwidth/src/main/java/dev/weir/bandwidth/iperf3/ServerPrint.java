package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Identity;
import dev.weir.bandwidth.report.JsonReport;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.ServerOutput;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextReport;
import dev.weir.bandwidth.report.TextStyle;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server prints of one test for the client that asked for it.
 *
 * @param listener to be told the test's story
 * @param source what has been printed by now
 */
record ServerPrint(TestEvents listener, Supplier<Optional<ServerOutput>> source) {

  /** For a client that did not ask. */
  static final ServerPrint NONE = new ServerPrint(new TestEvents() {}, Optional::empty);

  /** Characters kept at most: what a very long test prints is cut, not collected. */
  private static final int LIMIT = 1 << 20;

  static ServerPrint of(TestParameters parameters, Optional<TextStyle> style) {
    if (!parameters.flag(Parameter.GET_SERVER_OUTPUT)) {
      return NONE;
    }
    return style.map(ServerPrint::text).orElseGet(ServerPrint::json);
  }

  private static ServerPrint text(TextStyle style) {
    StringBuilder printed = new StringBuilder();
    TextReport report =
        new TextReport(
            Role.SERVER,
            style,
            line -> {
              if (printed.length() + line.length() < LIMIT) {
                printed.append(line);
              }
            });
    return new ServerPrint(report, () -> Optional.of(new ServerOutput.Text(printed.toString())));
  }

  private static ServerPrint json() {
    JsonReport report = new JsonReport(Role.SERVER, Identity.local(), line -> {});
    return new ServerPrint(report, () -> Optional.of(new ServerOutput.Json(report.soFar())));
  }

  Optional<ServerOutput> output() {
    return source.get();
  }
}
