package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.report.Identity;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TextLines;
import dev.weir.bandwidth.report.TextReport;
import java.util.List;
import java.util.function.Supplier;

/**
 * Prints the tests of a server, each with a listener of its own, and between them the lines that
 * say who listens where.
 */
final class ServerTests implements Supplier<TestEvents> {

  private static final String RULE = "-".repeat(59);

  private final ServerRequest request;
  private final Console console;
  private final Identity identity;
  private final Runnable ended;
  private final Turns turns;
  private final Turns.Turn opening;
  private int number;
  private volatile boolean begun;
  private volatile boolean done;
  private volatile boolean stopped;
  private volatile boolean told;

  /**
   * A server that has printed nothing yet.
   *
   * @param ended called after each test that counts
   */
  ServerTests(ServerRequest request, Console console, Identity identity, Runnable ended) {
    this.request = request;
    this.console = console;
    this.identity = identity;
    this.ended = ended;
    turns = new Turns(console::print, this::banner);
    opening = turns.join();
  }

  /** Who this is goes before whether it can listen. */
  void opening() {
    OutputRequest output = request.common().output();
    if (output.style().verbose() && !output.form().json()) {
      new TextReport(Role.SERVER, output.style(), console::print).opening(identity);
    }
  }

  /** The server listens; tests that came before this was said print after it. */
  void listening() {
    opening.end();
  }

  /** Whether there has been any test. */
  boolean begun() {
    return begun;
  }

  /** The server goes away: there will be no next test. */
  void stop() {
    stopped = true;
  }

  /** Whether a test has told why, since the server goes away. */
  boolean told() {
    return told;
  }

  /** Between two tests, and before the first; a server for one test alone does not go on. */
  private void banner() {
    if (stopped) {
      return;
    }
    number++;
    OutputRequest output = request.common().output();
    if (output.form().json() || (request.oneOff() && done && number > 1)) {
      return;
    }
    if (output.style().verbose() && number > 1) {
      new TextReport(Role.SERVER, output.style(), console::print).opening(identity);
    }
    TextLines lines = new TextLines(Role.SERVER, output.style(), console::print);
    lines.line(RULE);
    lines.line("Server listening on %d (test #%d)".formatted(request.common().port(), number));
    lines.line(RULE);
  }

  @Override
  public TestEvents get() {
    begun = true;
    Turns.Turn turn = turns.join();
    TestEvents report =
        Listeners.of(
            Role.SERVER, request.common().output(), identity, turn::print, new Errors(console));
    return TestEvents.all(List.of(new Warnings(console), report, new Leaver(turn)));
  }

  private final class Leaver implements TestEvents {
    private final Turns.Turn turn;
    private boolean counts = true;

    Leaver(Turns.Turn turn) {
      this.turn = turn;
    }

    /** Who may not test has not tested. */
    @Override
    public void failed(String text) {
      counts = !text.endsWith(ErrorCode.AUTHORIZATION.text());
      told |= stopped;
    }

    @Override
    public void closed() {
      done |= counts;
      turn.end();
      if (counts) {
        ended.run();
      }
    }
  }
}
