package dev.weir.it.benchmark.run;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All rows, in the order in which they are measured and shown. */
final class Table {

  private Table() {}

  static List<Row> rows(Bench bench) {
    return Stream.of(
            new BandwidthRows(bench).rows(),
            new EchoRows(bench).rows(),
            new HandlerRows(bench).rows(),
            new UdpRows(bench).rows(),
            new AcceptRows(bench).rows(),
            new StartRows(bench).rows(),
            new IdleRows(bench).rows())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Those whose id the pattern is found in.
   *
   * @throws IllegalArgumentException if there is none
   */
  static List<Row> chosen(List<Row> rows, Pattern pattern) {
    List<Row> chosen = rows.stream().filter(row -> pattern.matcher(row.id()).find()).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "weir.benchmark.rows: %s (expected: a pattern found in one of %s)"
              .formatted(pattern, rows.stream().map(Row::id).toList()));
    }
    return chosen;
  }
}
