package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Lookup;
import dev.weir.server.transport.Family;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Where a socket is bound or connected to.
 *
 * @param address of the Internet, resolved, or of a Unix socket
 * @param family that the socket must have
 */
record Site(SocketAddress address, Family family) {

  /** For a listener: the first address of a name. May block on the system's resolver. */
  static Site of(Endpoint endpoint) throws IOException {
    Site first = all(endpoint).getFirst();
    return endpoint.dualStack() ? new Site(first.address, Family.DUAL) : first;
  }

  /** For a client: every address of a name, in order. May block on the system's resolver. */
  static List<Site> all(Endpoint endpoint) throws IOException {
    if (!endpoint.scheme().internet()) {
      return List.of(new Site(unresolved(endpoint), Family.UNIX));
    }
    // The interface after % is one of the namespace; a name means the same everywhere.
    List<InetSocketAddress> found =
        endpoint.named()
            ? Lookup.addresses(endpoint)
            : Birth.of(endpoint, () -> Lookup.addresses(endpoint));
    return found.stream().map(address -> new Site(address, Family.of(address))).toList();
  }

  /** The address as far as it is known without looking anything up. */
  static SocketAddress unresolved(Endpoint endpoint) {
    return endpoint.scheme().internet()
        ? endpoint.address()
        : new DomainSocketAddress(endpoint.host());
  }

  /** The same at another port, where there are ports. */
  SocketAddress at(int port) {
    return address instanceof InetSocketAddress internet
        ? new InetSocketAddress(internet.getAddress(), port)
        : address;
  }

  boolean multicast() {
    return address instanceof InetSocketAddress internet
        && internet.getAddress().isMulticastAddress();
  }
}
