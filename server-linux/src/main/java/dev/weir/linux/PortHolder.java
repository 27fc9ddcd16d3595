package dev.weir.linux;

import java.net.InetSocketAddress;
import java.util.OptionalLong;

/**
 * A socket that has a port, and the process it belongs to.
 *
 * @param protocol of the socket
 * @param local its address and port
 * @param userId of whoever made it
 * @param pid one process that has it open; empty where it is another user's and may not be seen
 * @param command that process's name, empty where there is no pid
 */
public record PortHolder(
    PortProtocol protocol, InetSocketAddress local, long userId, OptionalLong pid, String command) {

  @Override
  public String toString() {
    String who = pid.isPresent() ? command + " (pid " + pid.getAsLong() + ")" : "user " + userId;
    String host = local.getAddress().getHostAddress();
    String address = host.contains(":") ? "[" + host + "]" : host;
    return protocol.text() + " " + address + ":" + local.getPort() + " is held by " + who;
  }
}
