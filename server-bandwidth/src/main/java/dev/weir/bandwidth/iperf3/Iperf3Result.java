package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.DirectionTotals;
import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.TestReport;
import java.util.List;

/**
 * What a test measured, by the figures of both ends.
 *
 * @param report the whole test; its {@link TestReport#directions()} begin with what the client
 *     sends, or hold only what it receives in a reverse test
 * @param intervals as they were reported while the test ran
 */
public record Iperf3Result(TestReport report, List<IntervalReport> intervals) {

  /** Copies the list. */
  public Iperf3Result {
    intervals = List.copyOf(intervals);
  }

  /**
   * How fast the data of the test's first direction was received.
   *
   * @return bits per second
   */
  public double bitrate() {
    return first().bytesReceived() * Byte.SIZE / report.receiverSeconds();
  }

  /**
   * The test's only direction, or in a bidirectional test what the client sends.
   *
   * @return its totals
   */
  public DirectionTotals first() {
    return report.directions().getFirst();
  }
}
