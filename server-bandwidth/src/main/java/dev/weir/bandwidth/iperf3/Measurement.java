package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.TestEvents;
import java.util.List;
import java.util.Optional;

/**
 * The part of a test on the server in which data flows: its streams, and who bills, bounds and
 * counts what they move. Loop only.
 */
final class Measurement {

  private final ServerDesk desk;
  private final Agreement agreement;
  private final TestRun run;
  private Optional<Watch> watch = Optional.empty();
  private Optional<RunningTest> metered = Optional.empty();

  Measurement(ServerDesk desk, Agreement agreement, TestRun run) {
    this.desk = desk;
    this.agreement = agreement;
    this.run = run;
  }

  TestRun run() {
    return run;
  }

  /** Tells of a stream that will be made when all have come. */
  void connected(DataSocket socket, int before) {
    run.connected(StreamFactory.describe(before, socket, agreement.sends(before)));
  }

  /** Makes the streams, on the sockets in the order of their roles. */
  void make(List<DataSocket> sockets, TestEvents events) throws TestFailure {
    TestParameters agreed = agreement.parameters();
    StreamFactory streams = new StreamFactory(agreed, Quotas.ofServer(agreed), desk.file());
    desk.file().ifPresent(run::file);
    for (DataSocket socket : sockets) {
      run.add(streams.make(socket, agreement.sends(run.streams().size())));
      Congestion.warning(agreed, socket).ifPresent(events::warned);
      agreement.take(socket.channel().eventLoop());
    }
  }

  /**
   * Time begins.
   *
   * @param since when, of {@link System#nanoTime()}
   * @return who is to look at it
   */
  Watch begin(Cookie name, long since) {
    run.begin(since);
    TestParameters agreed = agreement.parameters();
    Watch eye = new Watch(desk.limits(), agreed, run.streams(), agreement.account());
    watch = Optional.of(eye);
    RunningTest running = new RunningTest(agreed.protocol(), run.streams());
    metered = Optional.of(running);
    desk.activity().began(name, running);
    return eye;
  }

  /** Puts on the bill what nobody has looked at yet. */
  void settle() {
    watch.ifPresent(Watch::settle);
  }

  /** Closes its sockets; further calls do nothing. */
  void close() {
    run.close();
    metered.ifPresent(desk.activity()::stopped);
  }
}
