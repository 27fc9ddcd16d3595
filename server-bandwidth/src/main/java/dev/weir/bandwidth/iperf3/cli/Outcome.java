package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.TestEvents;
import java.util.concurrent.CompletableFuture;

/** How a test ended, for whoever waits for it. */
final class Outcome implements TestEvents {

  static final String BY_SIGNAL = "interrupt - ";

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean failed;

  @Override
  public void failed(String text) {
    failed = !text.startsWith(BY_SIGNAL);
  }

  @Override
  public void closed() {
    ended.complete(null);
  }

  /** Waits for the end: 0 where it was the test's own or a signal's, 1 where something failed. */
  int exitCode() {
    ended.join();
    return failed ? 1 : 0;
  }
}
