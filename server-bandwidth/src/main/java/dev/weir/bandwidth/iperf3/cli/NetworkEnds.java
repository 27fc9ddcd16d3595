package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.TestEvents;
import java.util.function.Supplier;

/** The real client and server. */
final class NetworkEnds implements Ends {

  @Override
  public Running client(ClientRequest request, TestEvents events) throws RunError {
    return new NetworkClient(request).start(events);
  }

  @Override
  public Running server(ServerRequest request, Supplier<TestEvents> tests) throws RunError {
    return new NetworkServer(request).start(tests);
  }
}
