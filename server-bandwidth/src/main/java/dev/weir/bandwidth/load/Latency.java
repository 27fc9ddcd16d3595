package dev.weir.bandwidth.load;

import java.time.Duration;
import java.util.Collection;
import org.HdrHistogram.Histogram;

/** A distribution of latencies, exact to three digits between 64 ns and one minute; immutable. */
public final class Latency {

  static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long SHORTEST_NANOS = 64;
  private static final int DIGITS = 3;

  private final Histogram histogram;

  private Latency(Histogram histogram) {
    this.histogram = histogram;
  }

  static Histogram newHistogram() {
    return new Histogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
  }

  static Latency sum(Collection<Histogram> parts) {
    Histogram sum = newHistogram();
    parts.forEach(sum::add);
    return new Latency(sum);
  }

  /** How many latencies there are. */
  public long count() {
    return histogram.getTotalCount();
  }

  /**
   * The latency that this percentage (0 to 100) of requests did not exceed; zero if there are none.
   */
  public Duration percentile(double percentage) {
    return Duration.ofNanos(histogram.getValueAtPercentile(percentage));
  }

  /** The arithmetic mean; zero if there are none. */
  public Duration mean() {
    return Duration.ofNanos(Math.round(histogram.getMean()));
  }

  /** The longest; zero if there are none. */
  public Duration max() {
    return Duration.ofNanos(histogram.getMaxValue());
  }
}
