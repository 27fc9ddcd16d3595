package dev.weir.bandwidth.iperf3;

import java.util.concurrent.CompletableFuture;

/** A test under way. Any thread may call any method. */
public final class Iperf3Test {

  private final ClientSession session;

  Iperf3Test(ClientSession session) {
    this.session = session;
  }

  /**
   * What the test will have measured.
   *
   * @return completed when both ends have told their results, or exceptionally with a {@link
   *     TestFailure}; a copy, which nobody else sees completed or cancelled
   */
  public CompletableFuture<Iperf3Result> result() {
    return session.result().copy();
  }

  /** Ends the test now, as if what it was to do had been done: both ends tell their results. */
  public void stop() {
    session.stop();
  }

  /** Ends the test now and leaves the server; the result is a failure. */
  public void cancel() {
    interrupt(ErrorCode.CLIENT_TERMINATED.text());
  }

  /**
   * Ends the test now and leaves the server; the result is a failure.
   *
   * @param reason the failure that the test's listener is told, after what was measured
   */
  public void interrupt(String reason) {
    session.interrupt(reason);
  }
}
