package dev.weir.bandwidth.load;

import java.time.Duration;
import java.util.Optional;

/**
 * What a load measured.
 *
 * @param elapsed how long it measured: the asked duration, or less if it was cancelled
 * @param requests echoes that came back in that time
 * @param lost datagrams whose echo had not come after the time-out, 0 for TCP
 * @param late echoes of such datagrams that came after all, and echoes that came twice
 * @param broken connections that ended or failed before the load did
 * @param firstFailure why the first of those failed
 * @param latency the time from a request's write to its echo's arrival
 */
public record EchoResult(
    Duration elapsed,
    long requests,
    long lost,
    long late,
    int broken,
    Optional<String> firstFailure,
    Latency latency) {

  /** Echoes per second. */
  public double requestsPerSecond() {
    return elapsed.isZero() ? 0 : requests * 1e9 / elapsed.toNanos();
  }

  /** Lost datagrams as a part of those sent, 0 to 1. */
  public double lossRatio() {
    return lost == 0 ? 0 : (double) lost / (requests + lost);
  }
}
