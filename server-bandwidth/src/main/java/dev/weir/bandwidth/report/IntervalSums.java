package dev.weir.bandwidth.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Adds up the streams of an interval, one sum for each direction. */
final class IntervalSums {

  private IntervalSums() {}

  static long bytes(List<StreamInterval> streams) {
    return streams.stream().mapToLong(StreamInterval::bytes).sum();
  }

  /** Directions come in the order of the streams. */
  static List<IntervalSum> of(List<StreamInterval> streams, boolean retransmitsKnown) {
    List<IntervalSum> sums = new ArrayList<>(2);
    for (boolean sender :
        streams.stream().map(each -> each.stream().sender()).distinct().toList()) {
      List<StreamInterval> same =
          streams.stream().filter(each -> each.stream().sender() == sender).toList();
      sums.add(sum(streams.getFirst(), sender, same, retransmitsKnown));
    }
    return sums;
  }

  private static IntervalSum sum(
      StreamInterval time, boolean sender, List<StreamInterval> streams, boolean known) {
    return new IntervalSum(
        sender,
        time.start(),
        time.end(),
        time.seconds(),
        bytes(streams),
        time.omitted(),
        sender && known ? OptionalLong.of(retransmits(streams)) : OptionalLong.empty(),
        udp(streams));
  }

  private static long retransmits(List<StreamInterval> streams) {
    return streams.stream()
        .flatMap(stream -> stream.tcp().stream())
        .mapToLong(TcpSample::retransmits)
        .sum();
  }

  private static Optional<UdpFigures> udp(List<StreamInterval> streams) {
    List<UdpFigures> figures = streams.stream().flatMap(each -> each.udp().stream()).toList();
    return figures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UdpFigures(
                figures.stream().mapToLong(UdpFigures::packets).sum(),
                figures.stream().mapToLong(UdpFigures::lost).sum(),
                figures.stream().mapToDouble(UdpFigures::jitter).sum() / figures.size()));
  }
}
