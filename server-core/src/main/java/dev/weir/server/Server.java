package dev.weir.server;

import dev.weir.server.connection.ConnectionView;
import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Sessions;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.metrics.Counters;
import dev.weir.server.option.OptionReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A running server. Any thread may call any method. */
public interface Server extends AutoCloseable {
  /**
   * The name that metrics and threads carry.
   *
   * @return as the recipe gave it
   */
  String name();

  /**
   * Where the server listens.
   *
   * @return in the recipe's order, each with its real port
   */
  List<Endpoint> endpoints();

  /**
   * Where the server listens, for those with one endpoint.
   *
   * @return the first of {@link #endpoints()}
   */
  default Endpoint endpoint() {
    return endpoints().getFirst();
  }

  /**
   * What became of the chosen socket options, and of the {@code SO_RCVBUF} of 4 MiB that a UDP
   * socket asks for where none was chosen: the kernel may give less.
   *
   * @return read back from the sockets, for each endpoint
   */
  List<OptionReport> options();

  /**
   * The limits that hold.
   *
   * @return the recipe's, or the last that {@link #limits(Limits)} gave
   */
  Limits limits();

  /**
   * Changes the limits of the running server. No connection is dropped: those above a lower number
   * stay until they end, and only new ones are refused; idle time and waiting bytes change for open
   * connections too, from their loop's next turn on, by a {@link
   * dev.weir.server.connection.LimitsEvent}, and a connection's idle time begins anew.
   *
   * @param other hold from now on
   * @throws IllegalArgumentException where a datagram server is given {@linkplain
   *     Limits#ofConnections limits of connections}; nothing changes
   */
  void limits(Limits other);

  /**
   * Changes the bounds of the running server's sessions. None is dropped: those above a lower
   * number stay until they end, and only new ones are refused; idle time, queues and memory change
   * for open sessions too, from their loop's next turn on. Where a number per address is new, it
   * counts sessions that open from then on.
   *
   * @param change is given the handler's own bounds, not those that hold; of a server without
   *     sessions it is kept and does nothing
   * @throws IllegalArgumentException where sessions would get {@linkplain Sessions#connected
   *     sockets of their own} that this server cannot give; nothing changes
   */
  void sessions(UnaryOperator<Sessions> change);

  /**
   * The connections that are open, for an operator to look at. Their loops are not asked. Weakly
   * consistent: one that opens or closes meanwhile may or may not be there.
   *
   * @return each as it is when the stream comes to it, in no order; none for UDP
   */
  Stream<ConnectionView> openConnections();

  /**
   * What has been counted until now.
   *
   * @return a snapshot
   */
  Counters counters();

  /**
   * What has been counted until now, for each socket by itself: whether the shards share the work
   * evenly.
   *
   * @return one for each shard of each endpoint, in their order
   */
  List<ShardView> shards();

  /**
   * Stops in good order: stops accepting, tells the handlers by a {@link
   * dev.weir.server.connection.DrainEvent} event, lets connections finish, and at the deadline ends
   * what is left: what handlers have written leaves first, then the peer sees the end of the
   * stream, and half a second later the connection is closed. Then the server is closed.
   *
   * <p>Never blocks. A second call changes nothing and gives the same stage.
   *
   * @param deadline how long connections may take, from zero
   * @return completes when the server has closed, never exceptionally
   */
  CompletionStage<DrainReport> drain(Duration deadline);

  /**
   * Waits until the server has closed, for whatever reason.
   *
   * @throws InterruptedException where the thread is interrupted; the server goes on
   */
  void awaitClosed() throws InterruptedException;

  /**
   * Whether the server has closed: no socket, no thread and no meter of its own is left.
   *
   * @return true for ever after
   */
  boolean closed();

  /**
   * Closes listeners and connections at once, and waits until all are gone; on one of the server's
   * own loops it does not wait. A second call only waits.
   */
  @Override
  void close();
}
