package dev.weir.linux;

import java.net.InetSocketAddress;
import java.util.OptionalLong;

/**
 * A socket of the machine, and the process it belongs to.
 *
 * @param protocol of the socket
 * @param state such as {@code LISTEN} or {@code ESTABLISHED}; {@code OPEN} for UDP
 * @param local its address and port
 * @param remote the peer's; port 0 where there is none
 * @param queuedIn bytes received and not read; of a listener, connections that wait to be accepted
 * @param queuedOut bytes sent and not acknowledged
 * @param userId of whoever made it
 * @param pid one process that has it open; empty where nobody has any more, or it may not be seen
 * @param command that process's name, empty where there is no pid
 */
public record OpenSocket(
    PortProtocol protocol,
    String state,
    InetSocketAddress local,
    InetSocketAddress remote,
    long queuedIn,
    long queuedOut,
    long userId,
    OptionalLong pid,
    String command) {

  /**
   * Whether it takes connections or, for UDP, datagrams of anybody.
   *
   * @return false for connections
   */
  public boolean listens() {
    return remote.getPort() == 0;
  }
}
