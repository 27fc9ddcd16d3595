package dev.weir.server.connection;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a server does with a UDP session, called back on the socket's event loop, without Netty.
 *
 * <p>One instance serves one session, so fields need no lock. Nothing here may wait. A call that
 * throws ends its own session, counted and logged with its cause.
 *
 * <pre>{@code
 * UdpServer.on("udp://:7").sessions(Sessions.idle(Duration.ofSeconds(30)))
 *     .handle(() -> (session, datagram) -> session.send(datagram)).start();
 * }</pre>
 */
@FunctionalInterface
public interface SessionHandler {

  /**
   * The session is there, before its first datagram.
   *
   * @param session the session
   * @throws Exception ends the session
   */
  default void opened(Session session) throws Exception {}

  /**
   * A datagram has come.
   *
   * @param session the session
   * @param datagram what came, perhaps empty; valid during the call only
   * @throws Exception ends the session
   */
  void received(Session session, ByteBuffer datagram) throws Exception;

  /**
   * The network reported that a datagram did not get there. Unless overridden, nothing happens.
   *
   * @param session the session
   * @param cause such as {@link java.net.PortUnreachableException}
   * @throws Exception ends the session
   */
  default void unreachable(Session session, IOException cause) throws Exception {}

  /**
   * The server is stopping: finish what is begun and close. Unless overridden, the session is
   * closed.
   *
   * @param session the session
   * @throws Exception ends the session
   */
  default void draining(Session session) throws Exception {
    session.close();
  }

  /**
   * The session has ended; the last call.
   *
   * @param session the session
   * @param ending why
   */
  default void closed(Session session, Session.Ending ending) {}
}
