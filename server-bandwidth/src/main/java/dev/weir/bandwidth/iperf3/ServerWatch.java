package dev.weir.bandwidth.iperf3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees whether a server is still there: what it sends comes, and what it is sent it takes. A test
 * that time ends needs nobody to see the latter.
 */
final class ServerWatch {

  /** The errno of a peer that no longer answers. */
  private static final int TIMED_OUT = 110;

  private static final long LEAST_PERIOD_MILLIS = 10;

  private static final long MOST_PERIOD_MILLIS = 1_000;

  private record Eye(Watch watch, TestFailure failure) {
    void look() throws TestFailure {
      try {
        watch.look();
      } catch (TestFailure quiet) {
        throw failure;
      }
    }
  }

  private final List<Eye> eyes = new ArrayList<>();

  /**
   * Looks at the streams of a test that has just begun; {@code patience} without data is enough.
   */
  ServerWatch(TestParameters parameters, List<TestStream> streams, Duration patience) {
    Iperf3Limits limits = Iperf3Limits.defaults().receiveTimeout(patience);
    watch(limits, parameters, streams, false, new TestFailure(ErrorCode.IDLE));
    if (parameters.number(Parameter.TIME) == 0) {
      TestFailure stuck = new TestFailure(ErrorCode.STREAM_WRITE, TIMED_OUT);
      watch(limits, parameters, streams, true, stuck);
    }
  }

  private void watch(
      Iperf3Limits limits,
      TestParameters parameters,
      List<TestStream> streams,
      boolean senders,
      TestFailure quiet) {
    List<TestStream> watched =
        streams.stream().filter(stream -> stream.description().sender() == senders).toList();
    if (!watched.isEmpty()) {
      Account none = new Account(limits, System.nanoTime());
      eyes.add(new Eye(new Watch(limits, parameters, watched, none), quiet));
    }
  }

  /** How often to look: once a second, or as often as a short patience needs. */
  static Duration period(Duration patience) {
    return Duration.ofMillis(
        Math.clamp(patience.toMillis() / 2, LEAST_PERIOD_MILLIS, MOST_PERIOD_MILLIS));
  }

  void look() throws TestFailure {
    for (Eye eye : eyes) {
      eye.look();
    }
  }
}
