package dev.weir.bandwidth.report;

import java.util.Optional;
import java.util.OptionalLong;

/** The rows when the test is over: a client tells both ends, a server its own alone. */
final class TextSummary {

  private final TestReport report;
  private final TestDescription test;
  private final TextStyle style;
  private final TextLines lines;
  private final TextRows rows;

  TextSummary(TestReport report, TextStyle style, TextLines lines) {
    this.report = report;
    this.test = report.test();
    this.style = style;
    this.lines = lines;
    this.rows = new TextRows(test, style.units());
  }

  void print() {
    lines.line(TextRows.SEPARATOR);
    if (style.verbose()) {
      lines.line("Test Complete. Summary Results:");
    }
    lines.line(rows.header(columns()));
    // As with the original, what the server printed comes after the first direction.
    Optional<ServerOutput> output = report.serverOutput();
    for (DirectionTotals way : report.directions()) {
      direction(way);
      output.ifPresent(this::serverOutput);
      output = Optional.empty();
    }
  }

  private String columns() {
    if (test.settings().protocol() == Protocol.UDP) {
      return "         Jitter    Lost/Total Datagrams";
    }
    return report.directions().stream().anyMatch(DirectionTotals::retransmitsKnown)
        ? "         Retr"
        : "";
  }

  private void direction(DirectionTotals way) {
    way.streams().forEach(stream -> stream(way, stream));
    if (test.settings().parallel() > 1) {
      sum(way);
    }
    if (style.verbose()) {
      new TextCost(report, lines).print(way);
    }
  }

  private void stream(DirectionTotals way, StreamTotals stream) {
    String tag = rows.stream(stream.stream());
    if (tells(way.sender(), "sender", "[%3d]".formatted(stream.stream().socket()))) {
      lines.line(
          sent(
              tag,
              stream.bytesSent(),
              stream.tcp().map(TcpTotals::retransmits).orElse(0L),
              way,
              stream.udp()));
    }
    stream
        .udp()
        .filter(udp -> udp.outOfOrder() > 0)
        .ifPresent(udp -> late(way.sender(), udp.outOfOrder()));
    stream.file().ifPresent(file -> file(way, stream, file));
    if (tells(!way.sender(), "receiver", "[%3d]".formatted(stream.stream().socket()))) {
      double percent = stream.udp().map(UdpTotals::lostPercentOfReceived).orElse(0.0);
      lines.line(received(tag, stream.bytesReceived(), percent, stream.udp()));
    }
  }

  private void late(boolean sender, long datagrams) {
    lines.line(rows.outOfOrder(sender, report.senderSeconds(), datagrams));
  }

  private void sum(DirectionTotals way) {
    String tag = rows.sum(way.sender());
    boolean tcp = way.udp().isEmpty();
    if (tells(way.sender(), "sender", "[SUM]", tcp)) {
      lines.line(sent(tag, way.bytesSent(), way.retransmits(), way, way.udp()));
    }
    if (tells(!way.sender(), "receiver", "[SUM]", tcp)) {
      double percent =
          way.udp().map(udp -> UdpFigures.percent(udp.lost(), udp.packets())).orElse(0.0);
      lines.line(received(tag, way.bytesReceived(), percent, way.udp()));
    }
  }

  private boolean tells(boolean own, String side, String tag) {
    return tells(own, side, tag, true);
  }

  /** A server knows only its own side; a verbose one says so. */
  private boolean tells(boolean own, String side, String tag, boolean sayUnknown) {
    boolean known = own || test.role() == Role.CLIENT;
    if (!known && sayUnknown && style.verbose()) {
      lines.line(tag + " (" + side + " statistics not available)");
    }
    return known;
  }

  private String sent(
      String tag, long bytes, long again, DirectionTotals way, Optional<UdpTotals> udp) {
    double end = report.senderSeconds();
    double rate = Rate.bits(bytes, end);
    if (udp.isPresent()) {
      long packets = udp.orElseThrow().sent();
      return rows.datagrams(tag, 0, end, bytes, rate, 0, OptionalLong.of(0), packets, 0, "sender");
    }
    return way.retransmitsKnown()
        ? rows.again(tag, 0, end, bytes, rate, again, "sender")
        : rows.plain(tag, 0, end, bytes, rate, "sender");
  }

  private String received(String tag, long bytes, double percent, Optional<UdpTotals> flow) {
    double end = report.receiverSeconds();
    double rate = Rate.bits(bytes, end);
    return flow.map(udp ->
            rows.datagrams(
                tag,
                0,
                end,
                bytes,
                rate,
                udp.jitter(),
                udp.lostKnown() ? OptionalLong.of(udp.lost()) : OptionalLong.empty(),
                udp.received(),
                percent,
                "receiver"))
        .orElseGet(() -> rows.plain(tag, 0, end, bytes, rate, "receiver"));
  }

  private void file(DirectionTotals way, StreamTotals stream, FileTotals file) {
    long moved = way.sender() ? stream.bytesSent() : stream.bytesReceived();
    lines.line(
        "        Sent %s / %s (%d%%) of %s"
            .formatted(singular(moved), singular(file.size()), file.percent(moved), file.name()));
  }

  /** This line alone lacks the plural. */
  private static String singular(long bytes) {
    String amount = Units.amount(bytes);
    return amount.substring(0, amount.length() - 1);
  }

  private void serverOutput(ServerOutput output) {
    lines.line(
        switch (output) {
          case ServerOutput.Text text -> "\nServer output:\n" + Printable.of(text.text());
          case ServerOutput.Json json ->
              "\nServer JSON output:\n" + JsonWriter.pretty(JsonReader.read(json.json()));
        });
  }
}
