package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.TestFailure;
import dev.weir.bandwidth.report.DirectionTotals;
import dev.weir.bandwidth.report.Spread;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What load does to the latency: the round trips of a probe with nothing beside it, beside an
 * upload, and beside a download. The probe is a TCP connection of its own whose round trips the
 * kernel of this end measures, so that every iperf3 server will do.
 */
final class LatencyRun {

  private final ClientRequest request;
  private final Ends ends;
  private final Console console;
  private volatile boolean interrupted;

  LatencyRun(ClientRequest request, Ends ends, Console console) {
    this.request = request;
    this.ends = ends;
    this.console = console;
  }

  /** What one phase measured. */
  private static final class Measured implements TestEvents {
    private final Queue<Double> micros = new ConcurrentLinkedQueue<>();
    private volatile double bitrate;

    @Override
    public void finished(TestReport report) {
      DirectionTotals way = report.directions().getLast();
      bitrate = way.bytesReceived() * Byte.SIZE / Math.max(1e-9, report.receiverSeconds());
    }
  }

  int run() throws RunError {
    LatencyTable table = new LatencyTable(form(), request.common().output().style().units());
    console.print(table.head(request.host()));
    for (LatencyPhase phase : LatencyPhase.values()) {
      Measured measured = new Measured();
      int code = run(phase, measured);
      if (code != 0 || interrupted) {
        return code;
      }
      if (measured.micros.isEmpty()) {
        throw new RunError("error - no round trip of the probe was measured; it needs epoll");
      }
      console.print(table.row(phase, new Spread(List.copyOf(measured.micros)), measured.bitrate));
    }
    return 0;
  }

  private LatencyTable.Form form() {
    if (request.extras().csv()) {
      return LatencyTable.Form.CSV;
    }
    return request.common().output().form().json()
        ? LatencyTable.Form.JSON
        : LatencyTable.Form.TEXT;
  }

  private int run(LatencyPhase phase, Measured measured) throws RunError {
    ClientRequest test = test(phase, measured);
    TestEvents told = TestEvents.all(List.of(measured, new Errors(console)));
    return phase == LatencyPhase.IDLE
        ? run(test, told)
        : FollowUp.run(told, listeners -> run(test, listeners));
  }

  private int run(ClientRequest test, TestEvents told) throws RunError {
    Outcome outcome = new Outcome();
    Ends.Running running = ends.client(test, TestEvents.all(List.of(told, outcome)));
    try (Signals _ = new Signals(name -> interrupt(running, name))) {
      return outcome.exitCode();
    }
  }

  private void interrupt(Ends.Running test, String signal) {
    interrupted = true;
    test.interrupt("interrupt - " + ErrorCode.CLIENT_TERMINATED.text() + " by signal " + signal);
  }

  private ClientRequest test(LatencyPhase phase, Measured measured) throws RunError {
    try {
      return request.with(
          phase.of(request.parameters()),
          request.extras().probed(time -> measured.micros.add(time.toNanos() / 1000.0)));
    } catch (TestFailure refused) {
      throw new RunError("error - " + refused.reason());
    }
  }
}
