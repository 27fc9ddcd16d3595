package dev.weir.bandwidth.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A test as lines of comma-separated values under one line of names: each stream and, where there
 * are several, their sum; in each interval this end's view, at the end both ends'. What is not
 * known or does not apply is empty.
 */
public final class CsvReport implements TestEvents {

  /** The line of names. */
  public static final String HEAD =
      "run,kind,stream,way,side,start,end,bytes,bits_per_second,retransmits,cwnd_bytes,rtt_us,"
          + "jitter_ms,lost,packets,omitted\n";

  private final int run;
  private final Consumer<String> out;

  /**
   * A report that is yet to be told.
   *
   * @param run the number of the test, from 1; the first one's lines begin with the names
   * @param out takes each line, newline included
   */
  public CsvReport(int run, Consumer<String> out) {
    this.run = run;
    this.out = out;
  }

  @Override
  public void accepted(TestDescription test) {
    if (run == 1) {
      out.accept(HEAD);
    }
  }

  @Override
  public void interval(IntervalReport interval) {
    interval.streams().forEach(this::stream);
    if (interval.streams().size() > 1) {
      interval.sums().forEach(this::sum);
    }
  }

  private void stream(StreamInterval part) {
    boolean sender = part.stream().sender();
    Optional<TcpSample> tcp = part.tcp();
    line(
        "interval",
        part.stream().socket(),
        sender ? "up" : "down",
        sender ? "sender" : "receiver",
        seconds(part.start()),
        seconds(part.end()),
        part.bytes(),
        Decimals.fixed(part.bitrate(), 0),
        tcp.<Object>map(TcpSample::retransmits).orElse(""),
        tcp.<Object>map(TcpSample::congestionWindow).orElse(""),
        tcp.<Object>map(TcpSample::rtt).orElse(""),
        jitter(sender, part.udp().map(UdpFigures::jitter)),
        sender ? "" : part.udp().<Object>map(UdpFigures::lost).orElse(""),
        part.udp().<Object>map(UdpFigures::packets).orElse(""),
        part.omitted());
  }

  private void sum(IntervalSum sum) {
    line(
        "interval",
        "SUM",
        sum.sender() ? "up" : "down",
        sum.sender() ? "sender" : "receiver",
        seconds(sum.start()),
        seconds(sum.end()),
        sum.bytes(),
        Decimals.fixed(sum.bitrate(), 0),
        sum.retransmits().isPresent() ? sum.retransmits().getAsLong() : "",
        "",
        "",
        jitter(sum.sender(), sum.udp().map(UdpFigures::jitter)),
        sum.sender() ? "" : sum.udp().<Object>map(UdpFigures::lost).orElse(""),
        sum.udp().<Object>map(UdpFigures::packets).orElse(""),
        sum.omitted());
  }

  @Override
  public void finished(TestReport report) {
    for (DirectionTotals way : report.directions()) {
      way.streams().forEach(stream -> total(report, way, stream));
      if (way.streams().size() > 1) {
        sides(
            report, way, "SUM", way.bytesSent(), way.bytesReceived(), way.retransmits(), way.udp());
      }
    }
  }

  private void total(TestReport report, DirectionTotals way, StreamTotals stream) {
    sides(
        report,
        way,
        stream.stream().socket(),
        stream.bytesSent(),
        stream.bytesReceived(),
        stream.tcp().map(TcpTotals::retransmits).orElse(0L),
        stream.udp());
  }

  private void sides(
      TestReport report,
      DirectionTotals way,
      Object stream,
      long sent,
      long received,
      long retransmits,
      Optional<UdpTotals> udp) {
    Object again = udp.isEmpty() && way.retransmitsKnown() ? retransmits : "";
    Object packets = udp.<Object>map(UdpTotals::sent).orElse("");
    total(way, "sender", stream, report.senderSeconds(), sent, again, "", "", packets);
    total(
        way,
        "receiver",
        stream,
        report.receiverSeconds(),
        received,
        "",
        jitter(false, udp.map(UdpTotals::jitter)),
        udp.<Object>map(UdpTotals::lost).orElse(""),
        udp.<Object>map(UdpTotals::received).orElse(""));
  }

  private void total(
      DirectionTotals way,
      String side,
      Object stream,
      double time,
      long bytes,
      Object retransmits,
      Object jitter,
      Object lost,
      Object packets) {
    line(
        "total",
        stream,
        way.sender() ? "up" : "down",
        side,
        seconds(0),
        seconds(time),
        bytes,
        Decimals.fixed(Rate.bits(bytes, time), 0),
        retransmits,
        "",
        "",
        jitter,
        lost,
        packets,
        false);
  }

  private static String seconds(double time) {
    return Decimals.fixed(time, 6);
  }

  private static String jitter(boolean sender, Optional<Double> seconds) {
    return sender ? "" : seconds.map(value -> Decimals.fixed(value * 1000, 6)).orElse("");
  }

  private void line(Object... cells) {
    StringBuilder line = new StringBuilder().append(run);
    List.of(cells).forEach(cell -> line.append(',').append(cell));
    out.accept(line.append('\n').toString());
  }
}
