package dev.weir.bandwidth.report;

import java.util.OptionalLong;

/** The rows of one interval. */
final class TextInterval {

  private final TestDescription test;
  private final TextLines lines;
  private final TextRows rows;

  TextInterval(TestDescription test, Units units, TextLines lines) {
    this.test = test;
    this.lines = lines;
    this.rows = new TextRows(test, units);
  }

  void print(IntervalReport interval) {
    if (interval.first()) {
      lines.line(rows.header(columns(interval)));
    } else if (several()) {
      lines.line(TextRows.SEPARATOR);
    }
    for (IntervalSum sum : interval.sums()) {
      interval.streams().stream()
          .filter(each -> each.stream().sender() == sum.sender())
          .forEach(each -> lines.line(stream(each)));
      if (several()) {
        lines.line(sum(sum));
      }
    }
  }

  /** Streams are counted in one direction: two of a bidirectional test are not several. */
  private boolean several() {
    return test.settings().parallel() > 1;
  }

  private String columns(IntervalReport interval) {
    if (test.settings().protocol() == Protocol.UDP) {
      return test.sends() && !test.settings().bidirectional()
          ? "         Total Datagrams"
          : "         Jitter    Lost/Total Datagrams";
    }
    return interval.retransmitsKnown() ? "         Retr  Cwnd" : "";
  }

  private String stream(StreamInterval interval) {
    String tag = rows.stream(interval.stream());
    String note = TextRows.note(interval.omitted());
    if (interval.tcp().isPresent()) {
      return rows.window(interval, interval.tcp().orElseThrow());
    }
    return interval
        .udp()
        .map(udp -> udp(tag, interval, udp, note))
        .orElseGet(() ->
            rows.plain(
                tag, interval.start(), interval.end(), interval.bytes(), interval.bitrate(), note));
  }

  private String udp(String tag, StreamInterval interval, UdpFigures udp, String note) {
    return datagrams(
        tag,
        interval.stream().sender(),
        interval.start(),
        interval.end(),
        interval.bytes(),
        interval.bitrate(),
        udp,
        note);
  }

  private String sum(IntervalSum sum) {
    String tag = rows.sum(sum.sender());
    String note = TextRows.note(sum.omitted());
    if (sum.udp().isPresent()) {
      return datagrams(
          tag,
          sum.sender(),
          sum.start(),
          sum.end(),
          sum.bytes(),
          sum.bitrate(),
          sum.udp().orElseThrow(),
          note);
    }
    return sum.retransmits().isPresent()
        ? rows.again(
            tag,
            sum.start(),
            sum.end(),
            sum.bytes(),
            sum.bitrate(),
            sum.retransmits().getAsLong(),
            note)
        : rows.plain(tag, sum.start(), sum.end(), sum.bytes(), sum.bitrate(), note);
  }

  private String datagrams(
      String tag,
      boolean sender,
      double start,
      double end,
      long bytes,
      double rate,
      UdpFigures udp,
      String note) {
    return sender
        ? rows.sentDatagrams(tag, start, end, bytes, rate, udp.packets(), note)
        : rows.datagrams(
            tag,
            start,
            end,
            bytes,
            rate,
            udp.jitter(),
            OptionalLong.of(udp.lost()),
            udp.packets(),
            udp.lostPercent(),
            note);
  }
}
