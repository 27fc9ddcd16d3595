package dev.weir.bandwidth.report;

/**
 * What a flow of datagrams did over the whole test, omitted seconds left out.
 *
 * @param sent datagrams sent, 0 if the sender has not told
 * @param received highest number seen, 0 if the receiver has not told
 * @param lost datagrams missing
 * @param lostKnown false where the receiver counted losses of the omitted seconds in and did not
 *     tell them apart
 * @param outOfOrder datagrams that came late
 * @param jitter seconds
 */
public record UdpTotals(
    long sent, long received, long lost, boolean lostKnown, long outOfOrder, double jitter) {

  /** The sender's count where it is known, else the receiver's. */
  public long packets() {
    return sent > 0 ? sent : received;
  }

  /** Missing per hundred sent; 0 while nobody knows how many were sent. */
  public double lostPercentOfSent() {
    return UdpFigures.percent(lost, sent);
  }

  /** Missing per hundred that the receiver knows of. */
  public double lostPercentOfReceived() {
    return UdpFigures.percent(lost, received);
  }
}
