package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.TestEvents;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts what a command line asks for; what happens then is told to listeners. */
interface Ends {

  /** A test that runs, or a server that listens. */
  @FunctionalInterface
  interface Running {
    /** Ends it and its tests, which tell the reason as their failure; any thread. */
    void interrupt(String reason);
  }

  /** The same with a place for additional output, in lines that end with a newline. */
  default Ends printing(Consumer<String> out) {
    return this;
  }

  /** Begins a test; the listener hears of every failure. */
  Running client(ClientRequest request, TestEvents events) throws RunError;

  /** Begins to listen; each test gets a listener of its own. */
  Running server(ServerRequest request, Supplier<TestEvents> tests) throws RunError;
}
