package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.report.ControlSizes;
import dev.weir.bandwidth.report.CsvReport;
import dev.weir.bandwidth.report.Identity;
import dev.weir.bandwidth.report.LivePlot;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One test, or as many as were asked for, from the command line to the exit code. */
final class ClientRun {

  private final ClientRequest request;
  private final Extras extras;
  private final Ends ends;
  private final Console console;
  private final Identity identity = Identity.local();
  private final Runs runs = new Runs();
  private final RunsDocument document;
  private final Optional<ReportFile> page;
  private volatile boolean interrupted;

  ClientRun(ClientRequest request, Ends ends, Console console) {
    this.request = request;
    this.extras = request.extras();
    this.ends = ends;
    this.console = console;
    document = new RunsDocument(console::print);
    page = extras.report().map(ReportFile::new);
  }

  int run() throws RunError {
    int code = 0;
    for (int number = 1; number <= extras.repeat() && code == 0 && !interrupted; number++) {
      code = run(number);
    }
    if (extras.repeat() > 1) {
      summary();
    }
    if (page.isPresent()) {
      page.get().write(runs);
    }
    return code;
  }

  private int run(int number) throws RunError {
    OutputRequest output = request.common().output();
    if (output.style().verbose() && !output.form().json() && !extras.csv()) {
      new TextReport(Role.CLIENT, output.style(), console::print).opening(identity);
    }
    TestEvents listeners = TestEvents.all(listeners(number));
    try {
      return number > 1 ? FollowUp.run(listeners, this::test) : test(listeners);
    } catch (RunError refused) {
      if (!oneDocument()) {
        throw refused;
      }
      listeners.asked(request.parameters().settings());
      listeners.failed(refused.text());
      listeners.closed();
      return 1;
    }
  }

  private int test(TestEvents listeners) throws RunError {
    Outcome outcome = new Outcome();
    Ends.Running test =
        ends.printing(console::print).client(request, TestEvents.all(List.of(listeners, outcome)));
    try (Signals _ = new Signals(name -> interrupt(test, name))) {
      return outcome.exitCode();
    }
  }

  /** Whether a run has a JSON document, or lines of JSON, of its own. */
  private boolean single() {
    return request.common().output().form().json() && !extras.csv() && !oneDocument();
  }

  /** Whether all runs together are one JSON document. */
  private boolean oneDocument() {
    return extras.repeat() > 1
        && !extras.csv()
        && request.common().output().form() == OutputRequest.Form.JSON;
  }

  private void interrupt(Ends.Running test, String signal) {
    interrupted = true;
    test.interrupt("interrupt - " + ErrorCode.CLIENT_TERMINATED.text() + " by signal " + signal);
  }

  private List<TestEvents> listeners(int number) {
    List<TestEvents> all = new ArrayList<>();
    all.add(new Warnings(console));
    if (request.common().output().style().verbose() && single()) {
      all.add(new ControlSizes(console::print));
    }
    all.add(printer(number));
    all.add(runs);
    page.ifPresent(file -> all.add(file.next()));
    return all;
  }

  private TestEvents printer(int number) {
    OutputRequest output = request.common().output();
    Errors errors = new Errors(console);
    if (extras.csv()) {
      return TestEvents.all(List.of(new CsvReport(number, console::print), errors));
    }
    if (extras.plot() && console.terminal() && !output.form().json()) {
      return TestEvents.all(
          List.of(
              new WithoutIntervals(new TextReport(Role.CLIENT, output.style(), console::print)),
              new LivePlot(output.style().units(), console::print),
              errors));
    }
    return Listeners.of(
        Role.CLIENT, output, identity, oneDocument() ? document::run : console::print, errors);
  }

  private void summary() {
    OutputRequest output = request.common().output();
    if (oneDocument()) {
      document.end(runs.json());
    } else if (extras.csv()) {
      console.print(runs.csv());
    } else if (output.form().json()) {
      console.print("{\"event\":\"repeat\",\"data\":" + runs.json() + "}\n");
    } else if (!runs.none()) {
      console.print(runs.text(output.style().units()));
    }
  }
}
