package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import java.util.List;

/** Connections that do nothing. */
final class IdleRows {

  /** Nothing has to be compiled before objects can be counted. */
  private static final double NO_WARM_UP = 0;

  private static final double MOST_BYTES = 1700;

  private final Servers servers;

  IdleRows(Bench bench) {
    this.servers = new Servers(bench);
  }

  List<Row> rows() {
    return List.of(
        new Row(
            "idle-heap",
            "Idle TCP connection",
            "5000 connections, each of which has had one byte echoed: live objects after a full"
                + " collection, as the JVM counts them. Weir is weir serve echo with limits,"
                + " time-outs and metrics on.",
            "connections",
            List.of(
                variant(Servers.WEIR, servers.weirTcp("echo")),
                variant(Servers.NETTY, servers.peer("RawNettyEcho"))),
            List.of(
                Bar.valueAtMost(MOST_BYTES, Servers.WEIR, Measure.HEAP),
                Bar.shown(Servers.WEIR, Servers.NETTY, Measure.HEAP))));
  }

  private static Variant variant(String name, Servers.Line line) {
    return new Variant(name, NO_WARM_UP, () -> IdleServer.of(Servers.start(line)));
  }
}
