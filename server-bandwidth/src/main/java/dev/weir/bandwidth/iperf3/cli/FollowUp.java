package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.Relay;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a test that follows another at once. The original's server closes its listener after each
 * test and makes a new one: who comes meanwhile is refused, or thrown out, and comes again.
 */
final class FollowUp {

  private static final int MOST_ATTEMPTS = 20;
  private static final int PAUSE_MILLIS = 50;

  private FollowUp() {}

  /** One test, from its start to its end. */
  @FunctionalInterface
  interface Attempt {
    /**
     * Runs it.
     *
     * @param listeners told its story
     * @return the exit code
     * @throws RunError where it cannot even begin
     */
    int run(TestEvents listeners) throws RunError;
  }

  /** Runs it until the server takes it, for about a second; the last failure is told. */
  static int run(TestEvents listeners, Attempt attempt) throws RunError {
    for (int i = 1; i < MOST_ATTEMPTS; i++) {
      Unheard unheard = new Unheard(listeners);
      int code = attempt.run(unheard);
      if (!unheard.missed) {
        return code;
      }
      new CompletableFuture<>().completeOnTimeout(0, PAUSE_MILLIS, TimeUnit.MILLISECONDS).join();
    }
    return attempt.run(listeners);
  }

  /** Keeps what fails before the server has taken the test. */
  private static final class Unheard extends Relay {
    private volatile boolean taken;
    private volatile boolean missed;

    Unheard(TestEvents next) {
      super(next);
    }

    @Override
    public void accepted(TestDescription test) {
      taken = true;
      super.accepted(test);
    }

    @Override
    public void failed(String text) {
      missed = !taken && !text.startsWith(Outcome.BY_SIGNAL);
      if (!missed) {
        super.failed(text);
      }
    }

    @Override
    public void closed() {
      if (!missed) {
        super.closed();
      }
    }
  }
}
