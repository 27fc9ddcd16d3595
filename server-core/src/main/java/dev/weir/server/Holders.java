package dev.weir.server;

import dev.weir.linux.PortHolder;
import dev.weir.linux.PortProtocol;
import dev.weir.linux.SocketTable;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** Who has what an endpoint asks for, for messages. Blocks for milliseconds. */
final class Holders {
  private static final int MOST = 3;

  private Holders() {}

  /** Begins with a colon; empty where the system does not tell. */
  static String of(Endpoint endpoint, SocketAddress address) {
    List<String> holders;
    try {
      holders = Birth.of(endpoint, () -> find(endpoint, address));
    } catch (IOException hidden) {
      return "";
    }
    return holders.isEmpty()
        ? ""
        : holders.stream().limit(MOST).collect(Collectors.joining(", ", ": ", ""));
  }

  private static List<String> find(Endpoint endpoint, SocketAddress address) {
    if (!(address instanceof InetSocketAddress wanted)) {
      return SocketTable.unixHolder(endpoint.host()).stream().map(Object::toString).toList();
    }
    PortProtocol protocol = endpoint.scheme() == Scheme.TCP ? PortProtocol.TCP : PortProtocol.UDP;
    return SocketTable.holders(protocol, wanted.getPort()).stream()
        .filter(holder -> wanted.isUnresolved() || meet(holder, wanted.getAddress()))
        .map(PortHolder::toString)
        .distinct()
        .toList();
  }

  private static boolean meet(PortHolder holder, InetAddress wanted) {
    InetAddress held = holder.local().getAddress();
    return held.isAnyLocalAddress() || wanted.isAnyLocalAddress() || held.equals(wanted);
  }
}
