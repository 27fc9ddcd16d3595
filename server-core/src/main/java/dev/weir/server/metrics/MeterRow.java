package dev.weir.server.metrics;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One row of the table of meters: the meters of a registry and the reference come from it.
 *
 * @param name as Micrometer writes it; Prometheus makes {@code weir_bytes_total} of {@code
 *     weir.bytes}
 * @param kind counter or gauge
 * @param unit the base unit, in the plural
 * @param tag a tag that tells rows of one name apart, such as {@code direction=in}; empty for none
 * @param meaning one sentence
 * @param value read from a shard's tallies
 */
public record MeterRow(
    String name,
    Kind kind,
    String unit,
    String tag,
    String meaning,
    ToLongFunction<Tallies> value) {

  /** How the value moves. */
  public enum Kind {
    /** Never goes back. */
    COUNTER,
    /** Goes up and down. */
    GAUGE
  }

  private static final List<MeterRow> ROWS =
      List.of(
          counter(
              "weir.connections.accepted",
              "connections",
              "",
              "Connections accepted, and given a pipeline.",
              Count.ACCEPTED),
          new MeterRow(
              "weir.connections.active",
              Kind.GAUGE,
              "connections",
              "",
              "Connections open now.",
              tallies -> Math.max(0, tallies.sum(Count.ACCEPTED) - tallies.sum(Count.CLOSED))),
          counter(
              "weir.connections.refused",
              "connections",
              "cause=limit",
              "Connections reset before a pipeline existed, as many as allowed were open.",
              Count.REFUSED_LIMIT),
          counter(
              "weir.accept.paused",
              "pauses",
              "",
              "Times that accepting paused because descriptors or kernel memory ran out.",
              Count.REFUSED_RESOURCES),
          counter(
              "weir.connections.closed",
              "connections",
              "cause=idle",
              "Connections closed because nothing moved for the idle time.",
              Count.CLOSED_IDLE),
          counter("weir.bytes", "bytes", "direction=in", "Payload read.", Count.BYTES_IN),
          counter(
              "weir.bytes",
              "bytes",
              "direction=out",
              "Payload that the kernel took.",
              Count.BYTES_OUT),
          counter(
              "weir.datagrams", "datagrams", "direction=in", "Datagrams read.", Count.DATAGRAMS_IN),
          counter(
              "weir.datagrams",
              "datagrams",
              "direction=out",
              "Datagrams that the kernel took.",
              Count.DATAGRAMS_OUT),
          counter(
              "weir.errors",
              "errors",
              "cause=handler",
              "Exceptions that handlers threw.",
              Count.ERRORS_HANDLER),
          counter(
              "weir.errors",
              "errors",
              "cause=socket",
              "Errors of sockets: resets by peers, datagrams that could not be sent.",
              Count.ERRORS_SOCKET),
          counter(
              "weir.errors",
              "errors",
              "cause=overflow",
              "Connections closed and datagrams dropped because too many bytes waited to be sent.",
              Count.OVERFLOWED));

  /**
   * Every meter of a shard.
   *
   * @return in the order of the reference
   */
  public static List<MeterRow> all() {
    return ROWS;
  }

  /**
   * The reference as a Markdown table, from the rows.
   *
   * @return with a line feed at the end
   */
  public static String markdown() {
    return ROWS.stream()
        .map(MeterRow::line)
        .collect(
            Collectors.joining(
                "\n", "| meter | kind | unit | tags | meaning |\n|---|---|---|---|---|\n", "\n"));
  }

  private String line() {
    String tags = "server, endpoint, shard" + (tag.isEmpty() ? "" : ", " + tag);
    String word = kind.name().toLowerCase(java.util.Locale.ROOT);
    return "| `%s` | %s | %s | %s | %s |".formatted(name, word, unit, tags, meaning);
  }

  private static MeterRow counter(
      String name, String unit, String tag, String meaning, Count count) {
    return new MeterRow(name, Kind.COUNTER, unit, tag, meaning, tallies -> tallies.sum(count));
  }
}
