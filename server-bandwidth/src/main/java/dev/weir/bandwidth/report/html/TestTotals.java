package dev.weir.bandwidth.report.html;

import dev.weir.bandwidth.report.CpuUse;
import dev.weir.bandwidth.report.DirectionTotals;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.StreamTotals;
import dev.weir.bandwidth.report.TcpTotals;
import dev.weir.bandwidth.report.TestReport;
import dev.weir.bandwidth.report.UdpTotals;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a test moved as a whole, by direction and stream, and what it cost. What the other end did
 * not tell is a dash.
 */
final class TestTotals {
  private final TestReport report;
  private final boolean datagrams;

  TestTotals(TestReport report) {
    this.report = report;
    this.datagrams = report.test().settings().protocol() == Protocol.UDP;
  }

  /** Rates and losses of each direction, in a sentence. */
  String summary() {
    return report.directions().stream()
        .map(this::summary)
        .collect(Collectors.joining("; ", "", "."));
  }

  Table moved() {
    Table table =
        datagrams
            ? Table.titled("Moved")
                .columns("Streams", "Rate sent", "Rate received", "Datagrams", "Lost", "Jitter")
            : Table.titled("Moved")
                .columns(
                    "Streams", "Rate sent", "Rate received", "Sent", "Received", "Retransmits");
    for (DirectionTotals direction : report.directions()) {
      table = rows(table, direction);
    }
    return table;
  }

  Table cost() {
    return Table.titled("Processor time over wall time")
        .columns("End", "Together", "In the program", "In the kernel")
        .row("this end", cells(report.cpu()))
        .row("the other end", cells(report.remoteCpu()));
  }

  private String summary(DirectionTotals direction) {
    Moved moved = Moved.of(report, direction);
    String way = report.directions().size() > 1 ? TestPlots.way(direction.sender()) + ": " : "";
    return Stream.of(
            told(moved.sentRate(), " by the sender"),
            told(moved.receivedRate(), " by the receiver"),
            told(lost(direction), datagrams ? " lost" : ""))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", ", way, ""));
  }

  private Figure lost(DirectionTotals direction) {
    return datagrams
        ? share(direction.udp())
        : Figure.of(Unit.count("retransmits"), known(direction, direction.retransmits()));
  }

  private static Optional<String> told(Figure figure, String what) {
    return Optional.of(figure)
        .filter(f -> Double.isFinite(f.value()))
        .map(f -> f.unit().format(f.value()) + what);
  }

  private Table rows(Table table, DirectionTotals direction) {
    String way = TestPlots.way(direction.sender());
    Cell[] sums =
        datagrams
            ? cells(Moved.of(report, direction), direction.udp())
            : cells(Moved.of(report, direction), known(direction, direction.retransmits()));
    Table rows = table.row("all " + way, sums);
    if (direction.streams().size() > 1) {
      for (StreamTotals stream : direction.streams()) {
        rows = rows.row("stream " + stream.stream().id() + " " + way, cells(direction, stream));
      }
    }
    return rows;
  }

  private Cell[] cells(DirectionTotals direction, StreamTotals stream) {
    Moved moved = Moved.of(report, direction, stream);
    long again = stream.tcp().map(TcpTotals::retransmits).orElse(0L);
    return datagrams ? cells(moved, stream.udp()) : cells(moved, known(direction, again));
  }

  private static Cell[] cells(Moved moved, double retransmits) {
    return new Cell[] {
      moved.sentRate(),
      moved.receivedRate(),
      Figure.of(Unit.BYTES, moved.sent()),
      Figure.of(Unit.BYTES, moved.received()),
      Figure.of(Unit.COUNT, retransmits)
    };
  }

  private static Cell[] cells(Moved moved, Optional<UdpTotals> totals) {
    return new Cell[] {
      moved.sentRate(),
      moved.receivedRate(),
      Figure.of(
          Unit.COUNT, totals.map(UdpTotals::packets).map(Long::doubleValue).orElse(Double.NaN)),
      share(totals),
      Figure.of(Unit.SECONDS, totals.map(UdpTotals::jitter).orElse(Double.NaN))
    };
  }

  private static Figure share(Optional<UdpTotals> totals) {
    return Figure.of(
        Unit.PERCENT,
        totals.filter(UdpTotals::lostKnown).map(TestTotals::lostPercent).orElse(Double.NaN));
  }

  private static double lostPercent(UdpTotals totals) {
    return totals.received() > 0 ? totals.lostPercentOfReceived() : Double.NaN;
  }

  private static double known(DirectionTotals direction, long retransmits) {
    return direction.retransmitsKnown() ? retransmits : Double.NaN;
  }

  private static Cell[] cells(CpuUse use) {
    return DoubleStream.of(use.total(), use.user(), use.system())
        .map(percent -> use.equals(CpuUse.NONE) ? Double.NaN : percent)
        .mapToObj(percent -> Figure.of(Unit.PERCENT, percent))
        .toArray(Cell[]::new);
  }
}
