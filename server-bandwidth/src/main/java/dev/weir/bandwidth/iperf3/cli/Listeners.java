package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.Identity;
import dev.weir.bandwidth.report.JsonReport;
import dev.weir.bandwidth.report.JsonStream;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextReport;
import java.util.List;
import java.util.function.Consumer;

/** Who prints a test, by the form that was asked for. */
final class Listeners {

  private Listeners() {}

  static TestEvents of(
      Role role, OutputRequest request, Identity identity, Consumer<String> out, Errors errors) {
    return switch (request.form()) {
      case TEXT -> TestEvents.all(List.of(new TextReport(role, request.style(), out), errors));
      case JSON -> new JsonReport(role, identity, out);
      case JSON_STREAM -> new JsonStream(role, identity, out);
      case JSON_STREAM_AND_DOCUMENT ->
          TestEvents.all(
              List.of(new JsonStream(role, identity, out), new JsonReport(role, identity, out)));
    };
  }
}
