package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import dev.weir.it.benchmark.run.EchoRows.Load;
import java.util.List;

/** Weir beside itself: ways to write a handler, what limits cost, many connections. */
final class HandlerRows {

  private static final String HANDLER = "ChannelHandler";
  private static final String CALLBACK = "callback";
  private static final String THREADS = "virtual threads";
  private static final String ON = "all on";
  private static final String OFF = "all off";
  private static final String THINGS = "requests";
  private static final int RATE = 10_000;

  private final EchoRows echo;
  private final Servers servers;

  HandlerRows(Bench bench) {
    this.echo = new EchoRows(bench);
    this.servers = new Servers(bench);
  }

  List<Row> rows() {
    return List.of(threads(50), threads(1000), bounds(), crowd());
  }

  private Row threads(int connections) {
    Load load = new Load(connections, 64, 1);
    return new Row(
        "threads-" + connections,
        "TCP echo by virtual threads, %d connections of 64 B".formatted(connections),
        "The same echo written in Weir's three ways, otherwise alike.",
        THINGS,
        List.of(
            echo.variant(HANDLER, Variant.OF_JVM, servers.own("pipeline"), load),
            echo.variant(CALLBACK, Variant.OF_JVM, servers.own("callback"), load),
            echo.variant(THREADS, Variant.OF_JVM, servers.own("task"), load)),
        List.of(
            Bar.atLeast(0.75, THREADS, HANDLER, Measure.RATE),
            Bar.shown(CALLBACK, HANDLER, Measure.RATE)));
  }

  private Row bounds() {
    Load load = new Load(50, 64, 1);
    String on =
        "perAddress=1000,acceptRatePerAddress=100000/s,allow=127.0.0.0/8,idle=1m,read=1m,stall=1m,"
            + "firstBytes=1m,age=1h";
    return new Row(
        "bounds",
        "TCP echo, 50 connections of 64 B: metrics, limits and time-outs on",
        "weir serve echo with metrics and every limit of connections that does not hold anything"
            + " up, beside weir serve echo without metrics and without time-outs.",
        THINGS,
        List.of(
            echo.variant(ON, Variant.OF_JVM, servers.weirTcp("echo", "--limits", on), load),
            echo.variant(
                OFF, Variant.OF_JVM, servers.weirBare("echo", "--limits", "idle=0,stall=0"), load)),
        List.of(Bar.atLeast(0.97, ON, OFF, Measure.RATE)));
  }

  private Row crowd() {
    List<Integer> sizes = List.of(1, 10, 100, 1000, 10_000);
    List<Variant> variants =
        sizes.stream()
            .map(size ->
                echo.variant(
                    name(size),
                    Variant.OF_JVM,
                    servers.weirTcp("echo"),
                    new Load(size, 64, 16).rate(RATE)))
            .toList();
    List<Bar> bars =
        sizes.stream()
            .skip(1)
            .map(size -> Bar.atMost(1.35, name(size), name(1), Measure.CPU))
            .toList();
    return new Row(
        "crowd",
        "TCP echo of 64 B, %,d requests/s in all, from 1 to 10,000 connections".formatted(RATE),
        "Open loop: the same number of requests a second, over more and more connections; judged is"
            + " the server's CPU for each request.",
        THINGS,
        variants,
        bars);
  }

  private static String name(int connections) {
    return "%,d connection%s".formatted(connections, connections == 1 ? "" : "s");
  }
}
