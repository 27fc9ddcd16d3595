package dev.weir.bandwidth.report;

import java.util.Optional;

/**
 * One stream between two reports.
 *
 * @param stream which one
 * @param start seconds since the test (or its counted part) began
 * @param end likewise
 * @param seconds how long the interval was
 * @param bytes moved in it
 * @param omitted whether it belongs to the part that does not count
 * @param tcp for a TCP sender whose kernel tells: the moment's figures, with the retransmits of
 *     this interval alone
 * @param udp for a flow of datagrams
 */
public record StreamInterval(
    StreamDescription stream,
    double start,
    double end,
    double seconds,
    long bytes,
    boolean omitted,
    Optional<TcpSample> tcp,
    Optional<UdpFigures> udp) {

  /** Bits per second. */
  public double bitrate() {
    return Rate.bits(bytes, seconds);
  }
}
