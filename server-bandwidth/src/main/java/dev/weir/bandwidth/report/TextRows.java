package dev.weir.bandwidth.report;

import java.util.OptionalLong;

/**
 * The rows of the table, one method for each layout. Every row begins with a tag, a stretch of
 * time, an amount and a rate; blanks before a missing note at the end are printed all the same.
 */
final class TextRows {

  static final String SEPARATOR = "- - - - - - - - - - - - - - - - - - - - - - - - -";

  private final TestDescription test;
  private final Units units;

  TextRows(TestDescription test, Units units) {
    this.test = test;
    this.units = units;
  }

  /** The header over rows of this test, with these columns at the end. */
  String header(String columns) {
    String role = test.settings().bidirectional() ? "[Role]" : "";
    return "[ ID]" + role + " Interval           Transfer     Bitrate" + columns;
  }

  String stream(StreamDescription stream) {
    return "[" + Decimals.right(Integer.toString(stream.socket()), 3) + "]" + way(stream.sender());
  }

  String sum(boolean sender) {
    return "[SUM]" + way(sender);
  }

  private String way(boolean sender) {
    return test.settings().bidirectional()
        ? (sender ? "[TX-" : "[RX-") + test.role().letter() + "]"
        : "";
  }

  private String moved(String tag, double start, double end, long bytes, double bitrate) {
    return tag
        + " "
        + Decimals.right(Decimals.fixed(start, 2), 6)
        + "-"
        + Decimals.left(Decimals.fixed(end, 2), 6)
        + " sec  "
        + Units.amount(bytes)
        + "  "
        + units.rate(bitrate);
  }

  String plain(String tag, double start, double end, long bytes, double rate, String note) {
    return moved(tag, start, end, bytes, rate) + " ".repeat(18) + note;
  }

  /** With retransmits; a sum has one blank more. */
  String again(
      String tag, double start, double end, long bytes, double rate, long again, String note) {
    return moved(tag, start, end, bytes, rate)
        + "  "
        + Decimals.right(Long.toString(again), 3)
        + " ".repeat(tag.startsWith("[SUM]") ? 13 : 12)
        + note;
  }

  String window(StreamInterval interval, TcpSample tcp) {
    return moved(
            stream(interval.stream()),
            interval.start(),
            interval.end(),
            interval.bytes(),
            interval.bitrate())
        + "  "
        + Decimals.right(Long.toString(tcp.retransmits()), 3)
        + "   "
        + Units.amount(tcp.congestionWindow())
        + " ".repeat(7)
        + note(interval.omitted());
  }

  String sentDatagrams(
      String tag, double start, double end, long bytes, double rate, long packets, String note) {
    String gap = test.settings().bidirectional() ? " ".repeat(10) : "";
    return moved(tag, start, end, bytes, rate) + " " + gap + " " + packets + "  " + note;
  }

  /** The percentage has two digits; losses that cannot be known are told so. */
  String datagrams(
      String tag,
      double start,
      double end,
      long bytes,
      double rate,
      double jitter,
      OptionalLong lost,
      long packets,
      double percent,
      String note) {
    String losses =
        lost.isPresent()
            ? lost.getAsLong() + "/" + packets + " (" + Decimals.significant(percent, 2) + "%)"
            : "Unknown/" + packets;
    return moved(tag, start, end, bytes, rate)
        + "  "
        + Decimals.right(Decimals.fixed(jitter * 1000, 3), 5)
        + " ms  "
        + losses
        + "  "
        + note;
  }

  String outOfOrder(boolean sender, double end, long late) {
    return sum(sender)
        + " "
        + Decimals.right(Decimals.fixed(0, 1), 4)
        + "-"
        + Decimals.right(Decimals.fixed(end, 1), 4)
        + " sec  "
        + late
        + " datagrams received out-of-order";
  }

  static String note(boolean omitted) {
    return omitted ? "(omitted)" : "";
  }
}
