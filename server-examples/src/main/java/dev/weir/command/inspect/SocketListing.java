package dev.weir.command.inspect;

import dev.weir.command.text.Columns;
import dev.weir.linux.OpenSocket;
import dev.weir.linux.OpenSockets;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The TCP and UDP sockets of this machine, each with its holder.
 *
 * @param sockets listeners first
 */
record SocketListing(List<OpenSocket> sockets) {
  private static final List<String> HEADING =
      List.of("SOCKET", "STATE", "LOCAL", "REMOTE", "QUEUED IN", "QUEUED OUT", "HOLDER");

  /**
   * All sockets, or those of some ports.
   *
   * @param ports either end's; none for all
   */
  static SocketListing of(Set<Integer> ports) {
    return new SocketListing(
        OpenSockets.all().stream().filter(s -> ports.isEmpty() || has(s, ports)).toList());
  }

  private static boolean has(OpenSocket socket, Set<Integer> ports) {
    return ports.contains(socket.local().getPort()) || ports.contains(socket.remote().getPort());
  }

  /** A line for each. */
  String table() {
    List<List<String>> rows = new ArrayList<>(List.of(HEADING));
    for (OpenSocket socket : sockets) {
      rows.add(
          List.of(
              socket.protocol().text(),
              socket.state(),
              text(socket.local()),
              socket.listens() ? "-" : text(socket.remote()),
              Long.toString(socket.queuedIn()),
              Long.toString(socket.queuedOut()),
              holder(socket)));
    }
    return Columns.aligned(rows);
  }

  private static String holder(OpenSocket socket) {
    return socket.pid().isPresent()
        ? socket.command() + " (pid " + socket.pid().getAsLong() + ")"
        : "user " + socket.userId();
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** The same for programs: a list of maps. */
  List<Map<String, Object>> data() {
    return sockets.stream().map(SocketListing::data).toList();
  }

  private static Map<String, Object> data(OpenSocket socket) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("protocol", socket.protocol().text());
    map.put("state", socket.state());
    map.put("local", text(socket.local()));
    if (!socket.listens()) {
      map.put("remote", text(socket.remote()));
    }
    map.put("queuedIn", socket.queuedIn());
    map.put("queuedOut", socket.queuedOut());
    map.put("userId", socket.userId());
    socket.pid().ifPresent(pid -> map.put("pid", pid));
    socket.pid().ifPresent(pid -> map.put("command", socket.command()));
    return map;
  }
}
