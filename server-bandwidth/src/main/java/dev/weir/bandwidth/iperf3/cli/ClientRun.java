package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.report.Identity;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextReport;
import java.util.List;

/** One test from the command line to its exit code. */
final class ClientRun {

  private final ClientRequest request;
  private final Ends ends;
  private final Console console;
  private final Identity identity = Identity.local();

  ClientRun(ClientRequest request, Ends ends, Console console) {
    this.request = request;
    this.ends = ends;
    this.console = console;
  }

  int run() throws RunError {
    OutputRequest output = request.common().output();
    if (output.style().verbose() && !output.form().json()) {
      new TextReport(Role.CLIENT, output.style(), console::print).opening(identity);
    }
    Outcome outcome = new Outcome();
    TestEvents report =
        Listeners.of(Role.CLIENT, output, identity, console::print, new Errors(console));
    Ends.Running test =
        ends.client(
            request, TestEvents.all(List.of(new FragmentWarning(console), report, outcome)));
    try (Signals _ = new Signals(name -> test.interrupt(reason(name)))) {
      return outcome.exitCode();
    }
  }

  private static String reason(String signal) {
    return "interrupt - " + ErrorCode.CLIENT_TERMINATED.text() + " by signal " + signal;
  }
}
