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

  private static final String CUBIC = "tcp: TCP_CONGESTION=cubic";

  private final Bench bench;

  Servers(Bench bench) {
    this.bench = bench;
  }

  /** A command line that serves on a port. */
  interface Line {
    List<String> at(Port port) throws IOException;
  }

  /** Starts it, on a port that is free. */
  static ServerProcess start(Line line) throws IOException {
    Port port = Port.free();
    return ServerProcess.start(line.at(port), port);
  }

  /** {@code weir serve} on TCP as an operator runs it: limits, time-outs and metrics on. */
  Line weirTcp(String service) {
    return port ->
        bench.weir(
            "serve",
            service,
            "--listen",
            "tcp://127.0.0.1:" + port.number(),
            "--options",
            CUBIC,
            "--admin",
            "tcp://127.0.0.1:0");
  }

  Line c(String name, String... more) {
    return port -> bench.c(name, port, more);
  }

  Line peer(String main) {
    return port -> bench.peer(main, port);
  }

  Line own(String kind) {
    return port -> bench.own(kind, port);
  }
}
