package dev.weir.command.serve;

import dev.weir.server.DrainReport;
import dev.weir.server.Server;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** What one entry of a configuration runs. Any thread. */
interface RunningService extends AutoCloseable {

  /** Its servers: one of TCP, one of UDP, or both. */
  List<Server> servers();

  /** Changes what can change of its limits while it runs. */
  void limits(Limits limits);

  /** Changes the bounds of its sessions while it runs. */
  default void sessions(UnaryOperator<Sessions> change) {
    servers().forEach(server -> server.sessions(change));
  }

  /** Begins to end: accepts nobody, lets connections finish until the deadline, closes. */
  List<CompletableFuture<DrainReport>> drain(Duration deadline);

  @Override
  void close();
}
