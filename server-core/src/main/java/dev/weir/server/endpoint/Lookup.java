package dev.weir.server.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Looks up the hosts of endpoints. It may block on the system's resolver: never call it on a loop.
 */
public final class Lookup {
  private Lookup() {}

  /**
   * The addresses of an endpoint, in the resolver's order.
   *
   * @param endpoint what to look up; an address in figures, or none, needs no resolver
   * @return at least one address, each resolved
   * @throws UnknownHostException where the name, or the interface after {@code %}, is not known
   */
  public static List<InetSocketAddress> addresses(Endpoint endpoint) throws UnknownHostException {
    InetSocketAddress address = endpoint.address();
    if (!address.isUnresolved()) {
      return List.of(address);
    }
    return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
        .map(found -> new InetSocketAddress(found, endpoint.port()))
        .toList();
  }
}
