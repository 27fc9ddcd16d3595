package dev.weir.bandwidth.report;

import java.util.List;
import java.util.Optional;

/**
 * All streams of one direction over the whole test.
 *
 * @param sender whether this end sends on them
 * @param retransmitsKnown whether the sending end can tell its retransmits
 * @param streams the streams, in the order they were connected
 * @param bytesSent sum
 * @param bytesReceived sum
 * @param retransmits sum, 0 where unknown
 * @param udp sums for flows of datagrams; the jitter is their mean
 */
public record DirectionTotals(
    boolean sender,
    boolean retransmitsKnown,
    List<StreamTotals> streams,
    long bytesSent,
    long bytesReceived,
    long retransmits,
    Optional<UdpTotals> udp) {

  /** Copies the list. */
  public DirectionTotals {
    streams = List.copyOf(streams);
  }
}
