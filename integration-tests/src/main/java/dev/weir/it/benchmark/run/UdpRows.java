package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Bar;
import dev.weir.it.benchmark.result.Measure;
import java.util.List;

/** Datagrams: received, echoed, and by sessions. */
final class UdpRows {

  private static final String DATAGRAMS = "datagrams";
  private static final String OUTSTANDING = "64";
  private static final String BATCHED = "C, batched";
  private static final String PEERS = "10000";
  private static final String SESSIONS = "sessions";
  private static final String BATCHES = "without, in batches";
  private static final String ONE_BY_ONE = "without, one by one";
  // A datagram socket of a flood needs room for what comes while it is not its thread's turn.
  private static final String BUFFER = "udp: SO_RCVBUF=4m";
  private static final String BUFFER_BYTES = "4194304";

  private final Bench bench;
  private final Servers servers;

  UdpRows(Bench bench) {
    this.bench = bench;
    this.servers = new Servers(bench);
  }

  List<Row> rows() {
    return List.of(
        receive(1400), receive(64), echo(64), echo(1400), steady(), trains(), sessions());
  }

  private Row receive(int size) {
    return new Row(
        "udp-receive-" + size,
        "UDP receive, datagrams of %,d B".formatted(size),
        "A sender that has the kernel cut up to 64 datagrams from one call (GSO) sends as fast as it"
            + " can; what counts is received. Weir is weir serve discard, C receives trains (GRO).",
        DATAGRAMS,
        List.of(
            new Variant(
                Servers.WEIR,
                Variant.OF_JVM,
                () -> Flood.onWeir(bench, servers.weirUdp("discard", BUFFER), size)),
            new Variant(
                Servers.C,
                Variant.OF_C,
                () ->
                    Flood.onC(
                        bench, servers.c("udp-sink", "--receive-buffer", BUFFER_BYTES), size))),
        List.of(Bar.atLeast(0.90, Servers.WEIR, Servers.C, Measure.RATE)));
  }

  private Row echo(int size) {
    String[] load = {"--windows", "--size", Integer.toString(size)};
    return new Row(
        "udp-echo-" + size,
        "UDP echo, 64 outstanding, %,d B".formatted(size),
        "Windows over one socket: 64 datagrams are sent, all answers awaited, and so on; the load"
            + " does not sleep. C is recvfrom and sendto; C with recvmmsg and sendmmsg stands"
            + " beside it.",
        DATAGRAMS,
        List.of(
            weir(load),
            c(load),
            echo(BATCHED, Variant.OF_C, servers.c("udp-echo-server", "--batch"), load),
            netty(load)),
        List.of(
            Bar.atLeast(1.05, Servers.WEIR, Servers.C, Measure.RATE),
            Bar.shown(Servers.WEIR, BATCHED, Measure.RATE),
            Bar.shown(Servers.WEIR, Servers.NETTY, Measure.RATE)));
  }

  private Row steady() {
    return new Row(
        "udp-echo-64-steady",
        "UDP echo of 64 B, each answer followed by the next",
        "64 outstanding over one socket. The load's processor is full before the server's: what"
            + " differs is what each datagram costs the server.",
        DATAGRAMS,
        List.of(weir("--size", "64"), c("--size", "64")),
        List.of(
            Bar.shown(Servers.WEIR, Servers.C, Measure.RATE),
            Bar.shown(Servers.WEIR, Servers.C, Measure.CPU)));
  }

  private Row trains() {
    return new Row(
        "udp-echo-64-trains",
        "UDP echo of 64 B, sent in trains",
        "64 outstanding over one socket, by a sender that has the kernel cut what leaves at once"
            + " (GSO), as those of QUIC do.",
        DATAGRAMS,
        List.of(
            weir("--trains", "--size", "64"),
            c("--trains", "--size", "64"),
            netty("--trains", "--size", "64")),
        List.of(
            Bar.shown(Servers.WEIR, Servers.C, Measure.RATE),
            Bar.shown(Servers.WEIR, Servers.NETTY, Measure.RATE)));
  }

  private Row sessions() {
    return new Row(
        "udp-sessions",
        "UDP echo of 64 B for 10,000 peers",
        "Closed loop, 64 outstanding in all, in turn over 10,000 source addresses: a session for"
            + " each, beside UDP echo without sessions.",
        DATAGRAMS,
        List.of(
            crowd(SESSIONS, servers.own("sessions")),
            crowd(BATCHES, servers.weirUdp("echo", BUFFER)),
            crowd(ONE_BY_ONE, servers.own("datagrams"))),
        List.of(
            Bar.atLeast(0.80, SESSIONS, BATCHES, Measure.RATE),
            Bar.shown(SESSIONS, ONE_BY_ONE, Measure.RATE)));
  }

  private Variant weir(String... load) {
    return echo(Servers.WEIR, Variant.OF_JVM, servers.weirUdp("echo", BUFFER), load);
  }

  private Variant c(String... load) {
    return echo(Servers.C, Variant.OF_C, servers.c("udp-echo-server"), load);
  }

  private Variant netty(String... load) {
    return echo(Servers.NETTY, Variant.OF_JVM, servers.peer("RawNettyEcho", "--udp"), load);
  }

  private Variant crowd(String name, Servers.Line line) {
    return echo(name, Variant.OF_JVM, line, "--size", "64", "--peers", PEERS, "--addresses");
  }

  private Variant echo(String name, double warmUp, Servers.Line line, String... more) {
    return new Variant(
        name,
        warmUp,
        () -> {
          ServerProcess server = Servers.start(line);
          return new LoadedServer(
              server,
              seconds ->
                  Words.join(
                      bench.load(
                          "udp-echo-load",
                          server.port(),
                          seconds,
                          "--warmup",
                          "0.2",
                          "--outstanding",
                          OUTSTANDING),
                      List.of(more)));
        });
  }
}
