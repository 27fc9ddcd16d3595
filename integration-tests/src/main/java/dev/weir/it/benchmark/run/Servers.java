package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.util.List;

/** Names of variants, and how their servers are started. */
final class Servers {

  static final String WEIR = "Weir";
  static final String C = "C";
  static final String NETTY = "Netty";
  static final String REACTOR = "Reactor Netty";
  static final String VERTX = "Vert.x";

  private static final String SERVE = "serve";
  private static final String LISTEN = "--listen";
  private static final String OPTIONS = "--options";
  private static final String ADMIN = "--admin";
  private static final String CUBIC = "tcp: TCP_CONGESTION=cubic";

  private final Bench bench;

  Servers(Bench bench) {
    this.bench = bench;
  }

  /** A command line that serves on a port. */
  interface Line {
    List<String> at(Port port) throws IOException;
  }

  /** One that has a port for metrics besides. */
  interface AdminLine extends Line {
    List<String> at(Port port, Port admin);

    @Override
    default List<String> at(Port port) {
      return at(port, new Port(0));
    }
  }

  /** Starts it, on a port that is free. */
  static ServerProcess start(Line line) throws IOException {
    Port port = Port.free();
    return ServerProcess.start(line.at(port), port);
  }

  /** {@code weir serve} on TCP as an operator runs it: limits, time-outs and metrics on. */
  Line weirTcp(String service, String... more) {
    return port ->
        Words.join(
            bench.weir(SERVE, service, LISTEN, port.tcp(), OPTIONS, CUBIC),
            List.of(ADMIN, new Port(0).tcp()),
            List.of(more));
  }

  /** {@code weir serve} on TCP without metrics. */
  Line weirBare(String service, String... more) {
    return port ->
        Words.join(bench.weir(SERVE, service, LISTEN, port.tcp(), OPTIONS, CUBIC), List.of(more));
  }

  /** {@code weir serve} on UDP, with metrics. */
  AdminLine weirUdp(String service, String options) {
    return (port, admin) ->
        bench.weir(SERVE, service, LISTEN, port.udp(), OPTIONS, options, ADMIN, admin.tcp());
  }

  /** {@code weir serve bandwidth}; its clients choose the congestion control. */
  Line bandwidth() {
    return port -> bench.weir(SERVE, "bandwidth", LISTEN, port.tcp());
  }

  /** The original. */
  Line iperf3() {
    return port -> Words.join(bench.cpus().onServer(), Iperf3.server(port));
  }

  Line c(String name, String... more) {
    return port -> bench.c(name, port, more);
  }

  Line peer(String main, String... more) {
    return port -> Words.join(bench.peer(main, port), List.of(more));
  }

  Line own(String kind) {
    return port -> bench.own(kind, port);
  }
}
