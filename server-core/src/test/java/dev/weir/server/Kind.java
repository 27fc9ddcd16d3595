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

  /** A running echo server, on given loops, at a host of the Internet's schemes. */
  Server echo(Scheme scheme, String host, Loops loops) {
    return echoAt(scheme, scheme.text() + "://" + host + ":0", loops);
  }

  /** A running echo server, on given loops. */
  Server echo(Scheme scheme, Loops loops) {
    return echoAt(scheme, Permutations.endpoint(scheme), loops);
  }

  private static Server echoAt(Scheme scheme, String endpoint, Loops loops) {
    return scheme == Scheme.UDP
        ? UdpServer.on(endpoint).loops(loops).handle((d, r) -> r.send(d.payload())).start()
        : TcpServer.on(endpoint).loops(loops).pipeline(p -> p.last("echo", Echo::new)).start();
  }
}
