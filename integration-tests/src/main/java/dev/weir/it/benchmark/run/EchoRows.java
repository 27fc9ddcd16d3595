package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import java.util.List;

/** TCP echo against C and the frameworks. */
final class EchoRows {

  private static final String WARM = "0.2";
  private static final String THINGS = "requests";

  private final Bench bench;
  private final Servers servers;

  EchoRows(Bench bench) {
    this.bench = bench;
    this.servers = new Servers(bench);
  }

  List<Row> rows() {
    return List.of(few(), many(), burst(), pipelined());
  }

  private Row few() {
    return row(
        "echo-50x64",
        "TCP echo, 50 connections of 64 B",
        peers(50, 64, 1),
        List.of(
            Bar.atLeast(0.95, Servers.WEIR, Servers.C, Measure.RATE),
            Bar.shown(Servers.WEIR, Servers.NETTY, Measure.RATE),
            Bar.atLeast(1.15, Servers.WEIR, Servers.REACTOR, Measure.RATE),
            Bar.atMost(1, Servers.WEIR, Servers.REACTOR, Measure.P99),
            Bar.atLeast(1.15, Servers.WEIR, Servers.VERTX, Measure.RATE),
            Bar.atMost(1, Servers.WEIR, Servers.VERTX, Measure.P99)));
  }

  private Row many() {
    return row(
        "echo-1000x1k",
        "TCP echo, 1000 connections of 1 KiB",
        peers(1000, 1024, 1),
        List.of(
            Bar.atLeast(0.90, Servers.WEIR, Servers.C, Measure.RATE),
            Bar.atMost(2, Servers.WEIR, Servers.C, Measure.P999),
            Bar.shown(Servers.WEIR, Servers.NETTY, Measure.RATE),
            Bar.atLeast(1.15, Servers.WEIR, Servers.REACTOR, Measure.RATE),
            Bar.atMost(1, Servers.WEIR, Servers.REACTOR, Measure.P99),
            Bar.atLeast(1.15, Servers.WEIR, Servers.VERTX, Measure.RATE),
            Bar.atMost(1, Servers.WEIR, Servers.VERTX, Measure.P99)));
  }

  private Row burst() {
    Load load = new Load(1000, 1024, 1).atOnce();
    return new Row(
        "echo-1000x1k-burst",
        "TCP echo, 1000 connections of 1 KiB at once",
        "As before, but measured from the moment in which all 1000 have connected, whether the"
            + " server has accepted them or not: who starves shows in p99.9.",
        THINGS,
        List.of(
            variant(Servers.WEIR, Variant.OF_JVM, servers.weirTcp("echo"), load),
            variant(
                Servers.C,
                Variant.OF_C,
                servers.c("tcp-echo-server", "--congestion", "cubic"),
                load),
            variant(Servers.NETTY, Variant.OF_JVM, servers.peer("RawNettyEcho"), load)),
        List.of(
            Bar.atMost(2, Servers.WEIR, Servers.C, Measure.P999),
            Bar.shown(Servers.WEIR, Servers.C, Measure.RATE),
            Bar.shown(Servers.WEIR, Servers.NETTY, Measure.P999)));
  }

  private Row pipelined() {
    return row(
        "echo-50x64-16",
        "TCP echo, 50 connections of 64 B, 16 outstanding each",
        peers(50, 64, 16),
        List.of(
            Bar.atLeast(0.95, Servers.WEIR, Servers.C, Measure.RATE),
            Bar.shown(Servers.WEIR, Servers.NETTY, Measure.RATE),
            Bar.atLeast(1, Servers.WEIR, Servers.REACTOR, Measure.RATE),
            Bar.shown(Servers.WEIR, Servers.VERTX, Measure.RATE)));
  }

  private static Row row(String id, String title, List<Variant> variants, List<Bar> bars) {
    String about =
        "Closed loop: each connection sends again when its answer is there. Weir is weir serve echo"
            + " with limits, time-outs and metrics on.";
    return new Row(id, title, about, THINGS, variants, bars);
  }

  private List<Variant> peers(int connections, int size, int outstanding) {
    Load load = new Load(connections, size, outstanding);
    return List.of(
        variant(Servers.WEIR, Variant.OF_JVM, servers.weirTcp("echo"), load),
        variant(
            Servers.C, Variant.OF_C, servers.c("tcp-echo-server", "--congestion", "cubic"), load),
        variant(Servers.NETTY, Variant.OF_JVM, servers.peer("RawNettyEcho"), load),
        variant(Servers.REACTOR, Variant.OF_JVM, servers.peer("ReactorNettyEcho"), load),
        variant(Servers.VERTX, Variant.OF_JVM, servers.peer("VertxEcho"), load));
  }

  /** Any echo server under this load. */
  Variant variant(String name, double warmUp, Servers.Line line, Load load) {
    return new Variant(
        name,
        warmUp,
        () -> {
          ServerProcess server = Servers.start(line);
          return new LoadedServer(server, seconds -> load.line(bench, server.port(), seconds));
        });
  }

  /**
   * What the load generator does.
   *
   * @param connections open at once
   * @param size bytes of a message
   * @param outstanding messages of a connection on their way
   * @param rate messages a second in all; 0 for as many as are answered
   * @param warmUp seconds after the connections are open that are not measured
   */
  record Load(int connections, int size, int outstanding, int rate, String warmUp) {

    Load(int connections, int size, int outstanding) {
      this(connections, size, outstanding, 0, WARM);
    }

    Load rate(int most) {
      return new Load(connections, size, outstanding, most, warmUp);
    }

    Load atOnce() {
      return new Load(connections, size, outstanding, rate, "0");
    }

    List<String> line(Bench bench, Port port, double seconds) {
      return Words.join(
          bench.load("tcp-echo-load", port, seconds, "--congestion", "cubic", "--warmup", warmUp),
          List.of("--connections", Integer.toString(connections), "--size", Integer.toString(size)),
          List.of(
              "--outstanding", Integer.toString(outstanding), "--rate", Integer.toString(rate)));
    }
  }
}
