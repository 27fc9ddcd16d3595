package dev.weir.bandwidth.report;

import java.util.Optional;

/**
 * One stream over the whole test, omitted seconds left out.
 *
 * @param stream which one
 * @param bytesSent by whichever end sends, 0 while that is the other one and it has not told
 * @param bytesReceived by whichever end receives, 0 while that is the other one and it has not told
 * @param tcp figures of a TCP stream
 * @param udp figures of a flow of datagrams
 * @param file where the stream was sent from or received into a file
 */
public record StreamTotals(
    StreamDescription stream,
    long bytesSent,
    long bytesReceived,
    Optional<TcpTotals> tcp,
    Optional<UdpTotals> udp,
    Optional<FileTotals> file) {

  /** The same with a file. */
  public StreamTotals withFile(FileTotals from) {
    return new StreamTotals(stream, bytesSent, bytesReceived, tcp, udp, Optional.of(from));
  }
}
