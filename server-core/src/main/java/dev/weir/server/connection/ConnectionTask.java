package dev.weir.server.connection;

/**
 * Straight-line code for one connection, on a virtual thread of its own.
 *
 * <p>When it returns, what was written is sent and the connection is closed. When it throws, the
 * connection is closed, counted and logged with its cause; {@link java.io.IOException} of a peer
 * that went away is counted, not logged as an error.
 *
 * <p>Where the server itself ends the connection, at the deadline of its drain or by {@code close},
 * a task that has not returned is interrupted. A peer that goes away interrupts nobody: the next
 * read or write tells.
 *
 * <p>With one processor (as {@link Runtime#availableProcessors()} has it), the server's loops and
 * the threads that carry tasks run under SCHED_BATCH: they do not displace each other when woken,
 * and change places once for many messages instead of once for each.
 */
@FunctionalInterface
public interface ConnectionTask {

  /**
   * Serves one connection from its first byte to its last.
   *
   * @param connection the connection, closed by the server afterwards
   * @throws Exception ends the connection
   */
  void serve(Connection connection) throws Exception;
}
