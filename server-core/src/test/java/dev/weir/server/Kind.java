package dev.weir.server;

import dev.weir.server.endpoint.Scheme;

/** The transports that every behaviour is tried on. */
enum Kind {
  EPOLL,
  NIO;

  Loops loops(int threads) {
    return switch (this) {
      case EPOLL -> Loops.of(threads, "test-epoll");
      case NIO -> Loops.nio(threads, "test-nio");
    };
  }

  /** A running echo server, on given loops. */
  Server echo(Scheme scheme, String host, Loops loops) {
    String endpoint = scheme.text() + "://" + host + ":0";
    return switch (scheme) {
      case TCP ->
          TcpServer.on(endpoint).loops(loops).pipeline(p -> p.last("echo", Echo::new)).start();
      case UDP -> UdpServer.on(endpoint).loops(loops).handle((d, r) -> r.send(d.payload())).start();
    };
  }
}
