package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.ServerOutput;
import dev.weir.bandwidth.report.TestEvents;
import java.util.List;
import java.util.Optional;

/**
 * Whom a test on the server tells its story: nobody before its parameters are here, then whoever
 * listens at the server, and the client if it wants to read along. Loop only.
 */
final class Audience {

  private TestEvents events = new TestEvents() {};
  private ServerPrint print = ServerPrint.NONE;

  /** From here on there is a test to tell of, even if it is refused. */
  void listens(TestEvents listener) {
    events = listener;
  }

  void readsAlong(ServerPrint client) {
    print = client;
    events = TestEvents.all(List.of(events, client.listener()));
  }

  TestEvents events() {
    return events;
  }

  /** What the client has to read by now. */
  Optional<ServerOutput> output() {
    return print.output();
  }
}
