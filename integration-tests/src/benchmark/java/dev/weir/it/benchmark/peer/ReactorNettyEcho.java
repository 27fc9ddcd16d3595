package dev.weir.it.benchmark.peer;

import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpServer;

/** Reactor Netty's echo example; it prefers epoll by itself. */
public final class ReactorNettyEcho {

  private ReactorNettyEcho() {}

  /** Serves until SIGTERM. */
  public static void main(String[] line) {
    Arguments arguments = Arguments.of(line).withoutUdp();
    LoopResources loops = LoopResources.create("echo", arguments.loops(), true);
    DisposableServer server =
        TcpServer.create()
            .host(arguments.host())
            .port(arguments.port())
            .runOn(loops)
            .option(Cubic.OPTION, Cubic.value())
            .handle((in, out) -> out.send(in.receive().retain()))
            .bindNow();
    Ready.at(server.port(), server::disposeNow);
    server.onDispose().block();
  }
}
