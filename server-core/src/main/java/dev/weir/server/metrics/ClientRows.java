package dev.weir.server.metrics;

import dev.weir.server.metrics.MeterRow.Kind;
import dev.weir.server.metrics.MeterRow.Place;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The rows of the table of meters that clients have. */
final class ClientRows {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final List<Double> CONNECT_SECONDS =
      List.of(1e-4, 5e-4, 1e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 3.0, 10.0);

  /** What clients of streams and of datagrams count. */
  static final List<MeterRow<ClientCounts>> ANY =
      Stream.concat(
              Stream.of(
                  counter(
                      "weir.client.connections.opened",
                      "connections",
                      "",
                      "Connections and datagram sockets that were connected.",
                      Count.CONNECTED),
                  row(
                      "weir.client.connections.active",
                      Kind.GAUGE,
                      "connections",
                      "",
                      "Connected ones that are open now.",
                      ClientRows::active),
                  counter(
                      "weir.client.bytes",
                      "bytes",
                      "direction=in",
                      "Payload read.",
                      Count.BYTES_IN),
                  counter(
                      "weir.client.bytes",
                      "bytes",
                      "direction=out",
                      "Payload that the kernel took.",
                      Count.BYTES_OUT),
                  counter(
                      "weir.client.writes.stalled",
                      "stalls",
                      "",
                      "Times that a connection or datagram socket stopped being writable, as what"
                          + " waited to be sent passed its high-water mark.",
                      Count.STALLED),
                  counter(
                      "weir.client.errors",
                      "errors",
                      "cause=handler",
                      "Exceptions that handlers threw.",
                      Count.ERRORS_HANDLER),
                  counter(
                      "weir.client.errors",
                      "errors",
                      "cause=socket",
                      "Errors of connected sockets: resets by peers, datagrams that could not be"
                          + " sent.",
                      Count.ERRORS_SOCKET),
                  counter(
                      "weir.client.errors",
                      "errors",
                      "cause=overflow",
                      "Connections closed and datagrams dropped because too many bytes waited to be"
                          + " sent.",
                      Count.OVERFLOWED)),
              Stream.of(FailedConnect.values()).map(ClientRows::failed))
          .toList();

  /** What clients of datagrams count besides. */
  static final List<MeterRow<ClientCounts>> DATAGRAMS =
      List.of(
          counter(
              "weir.client.datagrams",
              "datagrams",
              "direction=in",
              "Datagrams read.",
              Count.DATAGRAMS_IN),
          counter(
              "weir.client.datagrams",
              "datagrams",
              "direction=out",
              "Datagrams that the kernel took.",
              Count.DATAGRAMS_OUT));

  /** How long connecting took. */
  static final List<MeterRow<Long>> CONNECTS =
      List.of(
          new MeterRow<>(
              "weir.client.connect.time",
              Kind.HISTOGRAM,
              "seconds",
              Place.CLIENT,
              "",
              "From asking for a connection to having it: looking the name up and addresses that did"
                  + " not answer included; those that failed are not in it.",
              nanos -> nanos / NANOS,
              CONNECT_SECONDS));

  private ClientRows() {}

  private static double active(ClientCounts counts) {
    return Math.max(0, counts.sum(Count.CONNECTED) - counts.sum(Count.CLOSED));
  }

  private static MeterRow<ClientCounts> failed(FailedConnect cause) {
    return row(
        "weir.client.connections.failed",
        Kind.COUNTER,
        "connections",
        "cause=" + cause.tag(),
        "Connects that failed " + cause.meaning() + ".",
        counts -> counts.failed(cause).sum());
  }

  private static MeterRow<ClientCounts> counter(
      String name, String unit, String tag, String meaning, Count count) {
    return row(name, Kind.COUNTER, unit, tag, meaning, counts -> counts.sum(count));
  }

  private static MeterRow<ClientCounts> row(
      String name,
      Kind kind,
      String unit,
      String tag,
      String meaning,
      ToDoubleFunction<ClientCounts> value) {
    return new MeterRow<>(name, kind, unit, Place.CLIENT, tag, meaning, value, List.of());
  }
}
