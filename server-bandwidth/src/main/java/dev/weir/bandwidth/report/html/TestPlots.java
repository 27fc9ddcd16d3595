package dev.weir.bandwidth.report.html;

import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.IntervalSum;
import dev.weir.bandwidth.report.StreamInterval;
import dev.weir.bandwidth.report.TcpSample;
import dev.weir.bandwidth.report.UdpFigures;
import java.util.List;
import java.util.stream.Stream;

/**
 * The plots of a running test. Seconds that do not count come first, and their end is marked; all
 * times are since data began to flow.
 */
final class TestPlots {
  private static final double MICROSECONDS = 1e6;

  private final boolean manyStreams;
  private final boolean bothWays;
  private final Curves sums = new Curves();
  private final Curves streams = new Curves();
  private final Curves roundTrips = new Curves();
  private final Curves windows = new Curves();
  private final Curves retransmits = new Curves();
  private final Curves loss = new Curves();
  private final Curves jitter = new Curves();
  private double omitted;

  TestPlots(boolean manyStreams, boolean bothWays) {
    this.manyStreams = manyStreams;
    this.bothWays = bothWays;
  }

  void interval(IntervalReport interval) {
    interval.sums().forEach(this::sum);
    interval.streams().forEach(this::stream);
    interval.streams().stream()
        .filter(StreamInterval::omitted)
        .mapToDouble(StreamInterval::end)
        .max()
        .ifPresent(end -> omitted = end);
  }

  List<Plot> plots() {
    return Stream.of(
            plot("Throughput", Unit.BITS_PER_SECOND, Longer.by(sums.series(), streams.series())),
            plot("Round-trip time", Unit.SECONDS, roundTrips.series()),
            plot("Congestion window", Unit.BYTES, windows.series()),
            plot("Retransmits", Unit.rate("segments"), retransmits.series()),
            plot("Loss", Unit.PERCENT, loss.series()),
            plot("Jitter", Unit.SECONDS, jitter.series()))
        .filter(plot -> !plot.series().isEmpty())
        .toList();
  }

  private Plot plot(String title, Unit unit, List<Series> series) {
    TimePlot plot = new TimePlot(title, unit, series, List.of());
    return omitted > 0 ? plot.mark(omitted, "counting begins") : plot;
  }

  private void sum(IntervalSum sum) {
    String name = manyStreams ? "all " + way(sum.sender()) : way(sum.sender());
    double end = end(sum.omitted(), sum.end());
    sums.add(name, end, sum.seconds(), sum.bitrate());
    sum.retransmits()
        .ifPresent(
            count -> retransmits.add(name, end, sum.seconds(), perSecond(count, sum.seconds())));
    sum.udp()
        .filter(_ -> !sum.sender())
        .ifPresent(figures -> datagrams(name, end, sum.seconds(), figures));
  }

  private void datagrams(String name, double end, double seconds, UdpFigures figures) {
    loss.add(name, end, seconds, figures.lostPercent());
    jitter.add(name, end, seconds, figures.jitter());
  }

  private void stream(StreamInterval interval) {
    String name = name(interval);
    double end = end(interval.omitted(), interval.end());
    if (manyStreams) {
      streams.add(name, end, interval.seconds(), interval.bitrate());
    }
    interval.tcp().ifPresent(sample -> connection(name, end, interval.seconds(), sample));
  }

  private void connection(String name, double end, double seconds, TcpSample sample) {
    roundTrips.add(name, end, seconds, sample.rtt() / MICROSECONDS);
    windows.add(name, end, seconds, (double) sample.congestionWindow());
  }

  private String name(StreamInterval interval) {
    String way = way(interval.stream().sender());
    if (!manyStreams) {
      return way;
    }
    String stream = "stream " + interval.stream().id();
    return bothWays ? stream + " " + way : stream;
  }

  private double end(boolean isOmitted, double end) {
    return isOmitted ? end : omitted + end;
  }

  static String way(boolean sender) {
    return sender ? "sent" : "received";
  }

  private static double perSecond(long count, double seconds) {
    return seconds > 0 ? count / seconds : Double.NaN;
  }
}
