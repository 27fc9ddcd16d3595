package dev.weir.bandwidth.report;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * All streams of one direction between two reports. Times are those of the test's first stream.
 *
 * @param sender whether this end sends on these streams
 * @param start seconds since the test (or its counted part) began
 * @param end likewise
 * @param seconds how long the interval was
 * @param bytes moved in it
 * @param omitted whether it belongs to the part that does not count
 * @param retransmits of TCP senders whose kernel tells
 * @param udp sums for flows of datagrams; the jitter is their mean
 */
public record IntervalSum(
    boolean sender,
    double start,
    double end,
    double seconds,
    long bytes,
    boolean omitted,
    OptionalLong retransmits,
    Optional<UdpFigures> udp) {

  /** Bits per second. */
  public double bitrate() {
    return Rate.bits(bytes, seconds);
  }
}
