package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.Deadlines.Clock;
import dev.weir.bandwidth.stream.FileSource;
import java.time.Duration;
import java.util.List;

/**
 * What ends a client's test that goes well: its time, its amount, or its file, whichever is first.
 * Loop of the test only.
 */
final class ClientEnd {

  private final TestParameters parameters;
  private final Deadlines deadlines;
  private final Runnable reached;
  private final Quotas quotas = Quotas.unlimited();

  /**
   * The end of a test that has not begun.
   *
   * @param reached called when the end is there, more than once and on any thread
   */
  ClientEnd(TestParameters parameters, Deadlines deadlines, Runnable reached) {
    this.parameters = parameters;
    this.deadlines = deadlines;
    this.reached = reached;
  }

  /** What the streams may move. */
  Quotas quotas() {
    return quotas;
  }

  /**
   * Before anything moves: a server that has sent all it was asked for sends no more, and what was
   * not counted would be waited for.
   */
  void limit() {
    quotas.whenSpent(reached);
    if (omit().isZero()) {
      quotas.limit(parameters);
    }
  }

  /**
   * Time goes on from now.
   *
   * @param since when it began, of {@link System#nanoTime()}
   */
  void arm(List<TestStream> streams, long since) {
    streams.stream()
        .filter(stream -> stream.data() instanceof FileSource)
        .forEach(stream -> stream.data().ended().thenRun(reached));
    Duration time = Duration.ofSeconds(parameters.number(Parameter.TIME));
    if (time.isPositive()) {
      deadlines.sharply(Clock.WHOLE, left(omit().plus(time), since), reached);
    }
    if (omit().isPositive()) {
      deadlines.sharply(Clock.OMIT, left(omit(), since), () -> quotas.limit(parameters));
    }
  }

  private static Duration left(Duration time, long since) {
    return time.minusNanos(System.nanoTime() - since);
  }

  private Duration omit() {
    return Duration.ofSeconds(parameters.number(Parameter.OMIT));
  }
}
