package dev.weir.bandwidth.report;

import java.util.Optional;

/**
 * The counters of one stream at one moment. All of them grow from the start of the test, omitted
 * seconds included; nobody resets them but the jitter, which its receiver restarts at 0 when the
 * omitted seconds are over.
 *
 * @param id the stream
 * @param bytes sent, or received, on this end
 * @param packets datagrams sent, or the highest number seen; 0 for TCP
 * @param errors datagrams missing so far; 0 for a sender and for TCP
 * @param outOfOrder datagrams that came late so far; 0 for a sender and for TCP
 * @param jitter smoothed jitter in seconds; 0 for a sender and for TCP
 * @param tcp what the kernel says, for a TCP sender where the kernel can say it
 */
public record StreamSample(
    int id,
    long bytes,
    long packets,
    long errors,
    long outOfOrder,
    double jitter,
    Optional<TcpSample> tcp) {

  /** A sample of a TCP stream. */
  public static StreamSample tcp(int id, long bytes, Optional<TcpSample> tcp) {
    return new StreamSample(id, bytes, 0, 0, 0, 0, tcp);
  }

  /** A sample of a flow of datagrams that this end sends. */
  public static StreamSample udpSender(int id, long bytes, long packets) {
    return new StreamSample(id, bytes, packets, 0, 0, 0, Optional.empty());
  }
}
