package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.TestEvents;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The real client and server. */
final class NetworkEnds implements Ends {

  private final Consumer<String> out;

  /** Additional output goes nowhere. */
  NetworkEnds() {
    this(lines -> {});
  }

  private NetworkEnds(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public Ends printing(Consumer<String> other) {
    return new NetworkEnds(other);
  }

  @Override
  public Running client(ClientRequest request, TestEvents events) throws RunError {
    return new NetworkClient(request, out).start(events);
  }

  @Override
  public Running server(ServerRequest request, Supplier<TestEvents> tests) throws RunError {
    return new NetworkServer(request, out).start(tests);
  }
}
