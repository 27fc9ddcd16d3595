package dev.weir.server.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of meters, from their table. */
public final class MeterPage {
  private static final String HEAD =
      """
      # Metrics

      A server that is given a meter registry (`TcpServer.metrics(registry)`; `weir serve` gives its servers one with `--admin`)
      registers these, and removes them when it has closed. Names are Micrometer's: Prometheus writes
      `weir_bytes_total` for `weir.bytes`. No tag ever tells a peer.

      A client that is given one (`TcpClient.metrics(registry)`, `UdpClient.metrics(registry)`) registers those with the
      tag `client` at its first connect, and they stay: a client has no end.

      Counters and gauges are read when somebody asks for them. Nothing is done for each message but adding to
      counters of its own loop.

      This page is generated from the table in the code; the test of that table rewrites it.

      A bandwidth server has [meters of its tests](metrics-bandwidth.md) besides.

      """;

  private static final String TABLE =
      """
      | meter | kind | unit | tags | transport | meaning |
      |---|---|---|---|---|---|
      """;

  private static final String FOOT =
      """

      ## Reading them

      - **Transport**: what says epoll is read from the kernel, and is absent, not zero, with NIO.
      - **`shard`** counts from 0: one listening or datagram socket of an endpoint. A connection belongs to the socket
        that accepted it.
      - **`client`** is the name that the client was given, `tcp` or `udp` without, and its **`endpoint`** is as it was
        asked for: a name, not the address that answered. Clients of one name and endpoint count together. Each connect
        is counted once, opened or failed, however many addresses were tried.
      - **`loops`** is a group's name and **`loop`** a position in it. Loops that servers share are there once; a second
        group of the same name has a number added. What has no tag is of the whole process.
      - **Accept queue**: `ss -ltn` calls it Recv-Q, its limit Send-Q. `weir.accept.dropped` is the drop counter of the
        listening socket itself, while TcpExtListenDrops and TcpExtListenOverflows of `nstat` are sums over the
        network namespace.
      - **`weir.datagrams.dropped`** is the drop counter of the socket, as `ss -uam` prints it after `d`; UdpRcvbufErrors
        of `nstat` is the sum over the namespace.
      - **`weir.tcp.*`**: each second the kernel is asked about at most MOST open connections of a server, in turn, and
        not on a loop. Every sample is the state at that moment, so a connection that lives long is counted often.
        `ss -ti` prints the same for one connection.
      - **`weir.loop.lag`** has the percentiles 50, 99 and 99.9 of the last minutes and the maximum. While a loop is
        blocked it cannot answer: then `weir.loop.silent` grows.
      - **`weir.buffers.memory`** is what Netty's allocator has from the system, so it does not fall with each buffer
        that is released. It may be in `weir.direct.memory` too, or in neither, where Netty calls malloc.
      """;

  private MeterPage() {}

  /**
   * The page docs/metrics.md.
   *
   * @return Markdown
   */
  public static String text() {
    return HEAD
        + TABLE
        + rows(MeterCatalogue.all())
        + FOOT.replace("MOST", Integer.toString(TcpSampler.MOST));
  }

  /**
   * The table of other rows than the catalogue's.
   *
   * @param rows one line for each
   * @return Markdown, with the table's head
   */
  public static String table(List<MeterRow<?>> rows) {
    return TABLE + rows(rows);
  }

  private static String rows(List<MeterRow<?>> rows) {
    return rows.stream().map(MeterPage::line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(MeterRow<?> row) {
    String tags =
        Stream.of(row.place().tags(), row.tag().isEmpty() ? "" : "`" + row.tag() + "`")
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s | %s | %s |"
        .formatted(
            row.name(),
            row.kind().name().toLowerCase(Locale.ROOT),
            row.unit(),
            tags.isEmpty() ? "none" : tags,
            row.place().everywhere() ? "any" : "epoll",
            row.meaning());
  }
}
