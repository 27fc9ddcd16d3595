package dev.weir.command.bench;

import java.util.function.DoubleFunction;

/**
 * The figures that a bench gives: their field in {@code report.json}, whose name ends in the unit,
 * their column in the table, and how they read there. Figures without a column are in the file
 * only.
 */
enum Figure {
  REQUESTS_PER_SECOND("requests_per_second", Column.RATE, Quantity::requestsPerSecond),
  BITS_PER_SECOND("bits_per_second", Column.RATE, Quantity::bitsPerSecond),
  LATENCY_P50("latency_p50_us", Column.P50, Quantity::microseconds),
  LATENCY_P99("latency_p99_us", Column.P99, Quantity::microseconds),
  LATENCY_P999("latency_p99_9_us", Column.P999, Quantity::microseconds),
  LATENCY_MAX("latency_max_us", Column.NONE, Quantity::microseconds),
  LOSS("loss_percent", Column.LOSS, Quantity::percent),
  JITTER("jitter_us", Column.JITTER, Quantity::microseconds),
  RETRANSMITS("retransmitted_segments", Column.NONE, Quantity::count),
  REQUESTS("requests", Column.NONE, Quantity::count),
  BYTES("bytes", Column.NONE, Quantity::count),
  DATAGRAMS("datagrams", Column.NONE, Quantity::count),
  LOST("lost_datagrams", Column.NONE, Quantity::count);

  /** The columns of the table, in order. */
  enum Column {
    RATE("Rate"),
    P50("p50"),
    P99("p99"),
    P999("p99.9"),
    LOSS("Loss"),
    JITTER("Jitter"),
    NONE("");

    private final String heading;

    Column(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  private final String field;
  private final Column column;

  // The interface promises nothing, but each of these is a method reference without state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final DoubleFunction<String> text;

  Figure(String field, Column column, DoubleFunction<String> text) {
    this.field = field;
    this.column = column;
    this.text = text;
  }

  String field() {
    return field;
  }

  Column column() {
    return column;
  }

  String text(double value) {
    return text.apply(value);
  }
}
