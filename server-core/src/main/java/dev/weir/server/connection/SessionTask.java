package dev.weir.server.connection;

/**
 * Straight-line code for one UDP session, on a virtual thread of its own. When it returns or
 * throws, the session ends; what it throws is counted and logged.
 */
@FunctionalInterface
public interface SessionTask {
  /**
   * Serves one session from its first datagram to its last.
   *
   * @param session the session, closed by the server afterwards
   * @throws Exception ends the session
   */
  void serve(Session session) throws Exception;
}
