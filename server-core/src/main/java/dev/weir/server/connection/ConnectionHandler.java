package dev.weir.server.connection;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a server does with a connection, called back on the connection's event loop, without Netty.
 *
 * <p>One instance serves one connection, so fields need no lock. Nothing here may wait: a call that
 * does stops every connection of its loop, and the server names it in the log. A call that throws
 * closes its own connection, counted and logged with its cause.
 *
 * <pre>{@code
 * TcpServer.on("tcp://:7").handle(() -> (connection, bytes) -> connection.write(bytes)).start();
 * }</pre>
 */
@FunctionalInterface
public interface ConnectionHandler {

  /**
   * The connection is there, before its first byte.
   *
   * @param connection the connection
   * @throws Exception closes the connection
   */
  default void opened(Connection connection) throws Exception {}

  /**
   * Bytes have come. Where one message ends and the next begins is for the handler to find.
   *
   * @param connection the connection
   * @param bytes what came, 1 byte or more; valid during the call only
   * @throws Exception closes the connection
   */
  void received(Connection connection, ByteBuffer bytes) throws Exception;

  /**
   * The peer has ended its side: no more bytes will come, but it may still read. Unless overridden,
   * the connection is closed after what was written.
   *
   * @param connection the connection
   * @throws Exception closes the connection
   */
  default void inputEnded(Connection connection) throws Exception {
    connection.close();
  }

  /**
   * The server is stopping: finish what is begun and close. Connections that are open at the
   * server's deadline are closed by force.
   *
   * @param connection the connection
   * @throws Exception closes the connection
   */
  default void draining(Connection connection) throws Exception {
    connection.close();
  }

  /**
   * The connection is gone; the last call.
   *
   * @param connection the connection
   * @param cause why, where it was not an orderly end
   */
  default void closed(Connection connection, Optional<Throwable> cause) {}
}
