package dev.weir.it.benchmark.server;

import dev.weir.command.admin.AdminServer;
import dev.weir.server.Server;
import java.util.List;
import java.util.Locale;

/** A process with one server, on one loop for each processor; ends by SIGTERM. */
public final class BenchmarkServer {

  private BenchmarkServer() {}

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3 || !arguments[1].equals("--port")) {
      System.err.println(
          "KIND --port N (expected: KIND one of %s)".formatted(List.of(ServerKind.values())));
      System.exit(2);
    }
    ServerKind kind = ServerKind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    try (Server server =
        kind.start("127.0.0.1:" + Integer.parseInt(arguments[2]), AdminServer.registry())) {
      System.out.println("ready " + server.endpoint().port());
      server.awaitClosed();
    }
  }
}
