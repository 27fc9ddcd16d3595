package dev.weir.bandwidth.report;

import java.util.List;
import java.util.Optional;

/** Adds up the streams of a direction over the whole test. */
final class DirectionSums {

  private DirectionSums() {}

  static DirectionTotals of(
      boolean sender, boolean retransmitsKnown, int parallel, List<StreamTotals> streams) {
    return new DirectionTotals(
        sender,
        retransmitsKnown,
        streams,
        streams.stream().mapToLong(StreamTotals::bytesSent).sum(),
        streams.stream().mapToLong(StreamTotals::bytesReceived).sum(),
        retransmitsKnown ? retransmits(streams) : 0,
        udp(parallel, streams.stream().flatMap(stream -> stream.udp().stream()).toList()));
  }

  private static long retransmits(List<StreamTotals> streams) {
    return streams.stream()
        .flatMap(stream -> stream.tcp().stream())
        .mapToLong(TcpTotals::retransmits)
        .sum();
  }

  private static Optional<UdpTotals> udp(int parallel, List<UdpTotals> flows) {
    return flows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UdpTotals(
                flows.stream().mapToLong(UdpTotals::sent).sum(),
                flows.stream().mapToLong(UdpTotals::received).sum(),
                flows.stream().mapToLong(UdpTotals::lost).sum(),
                flows.stream().allMatch(UdpTotals::lostKnown),
                flows.stream().mapToLong(UdpTotals::outOfOrder).sum(),
                flows.stream().mapToDouble(UdpTotals::jitter).sum() / parallel));
  }
}
