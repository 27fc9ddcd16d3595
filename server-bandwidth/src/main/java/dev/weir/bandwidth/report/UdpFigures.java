package dev.weir.bandwidth.report;

/**
 * What a flow of datagrams did in some stretch of time.
 *
 * @param packets datagrams sent, or the growth of the highest number seen
 * @param lost datagrams missing; may be negative for an interval in which late ones came in
 * @param jitter smoothed jitter at the end in seconds
 */
public record UdpFigures(long packets, long lost, double jitter) {

  /** Missing datagrams per hundred, 0 if there were none at all. */
  public double lostPercent() {
    return percent(lost, packets);
  }

  static double percent(long lost, long packets) {
    return packets > 0 ? 100.0 * lost / packets : 0;
  }
}
