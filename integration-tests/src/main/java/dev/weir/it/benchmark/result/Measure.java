package dev.weir.it.benchmark.result;

import dev.weir.bandwidth.report.html.Unit;
import java.util.Arrays;

/** What a trial measures. */
public enum Measure {
  /** Things done a second: requests, connections, datagrams. */
  RATE("rate", "Rate", true, Unit.COUNT),
  /** Payload that arrived. */
  THROUGHPUT("throughput", "Throughput", true, Unit.BITS_PER_SECOND),
  /** Processor time of the server for each thing. */
  CPU("cpu", "Server's CPU, each", false, Unit.SECONDS),
  /** Processor time of the server for each gigabyte. */
  CPU_PER_GB("cpu-per-gb", "Server's CPU per GB", false, Unit.SECONDS),
  /** Half of the round trips took no longer. */
  P50("p50", "p50", false, Unit.SECONDS),
  /** 99 of 100 round trips took no longer. */
  P99("p99", "p99", false, Unit.SECONDS),
  /** 999 of 1000 round trips took no longer. */
  P999("p99.9", "p99.9", false, Unit.SECONDS),
  /** Of what was sent, how much arrived or was answered. */
  DELIVERED("delivered", "Delivered", true, Unit.PERCENT),
  /** Processor time of the load: at 100 % it is the load that limits, not the server. */
  LOAD("load", "Load's CPU", false, Unit.PERCENT),
  /** Of live objects, for each thing that is there and does nothing. */
  HEAP("heap", "Live heap, each", false, Unit.BYTES),
  /** From the start of the process to its first answer. */
  START("start", "To the first echo", false, Unit.SECONDS);

  private final String word;
  private final String heading;
  private final boolean moreIsBetter;

  // A record of a string and an enum.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Unit unit;

  Measure(String word, String heading, boolean moreIsBetter, Unit unit) {
    this.word = word;
    this.heading = heading;
    this.moreIsBetter = moreIsBetter;
    this.unit = unit;
  }

  /** Its name in JSON. */
  public String word() {
    return word;
  }

  /** Its name for people. */
  public String heading() {
    return heading;
  }

  /** Whether a higher value is the better one. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /** The unit, that of a rate without the things. */
  public Unit unit() {
    return unit;
  }

  /**
   * The unit in a row.
   *
   * @param things what the row counts, such as {@code requests}
   */
  public Unit unit(String things) {
    return this == RATE ? Unit.rate(things) : unit;
  }

  /**
   * The measure of this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Measure of(String word) {
    return Arrays.stream(values())
        .filter(measure -> measure.word.equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "measure: %s (expected: one of %s)"
                    .formatted(word, Arrays.stream(values()).map(Measure::word).toList())));
  }
}
