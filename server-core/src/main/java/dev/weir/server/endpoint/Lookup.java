package dev.weir.server.endpoint;

import dev.weir.linux.call.NamespaceCalls;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
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
    int mark = endpoint.host().indexOf('%');
    if (mark > 0) {
      return List.of(
          new InetSocketAddress(
              scoped(endpoint.host().substring(0, mark), endpoint.host().substring(mark + 1)),
              endpoint.port()));
    }
    return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
        .map(found -> new InetSocketAddress(found, endpoint.port()))
        .toList();
  }

  /** The interface is one of the calling thread's network namespace. */
  private static InetAddress scoped(String host, String device) throws UnknownHostException {
    int index = index(device);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    if (index == 0 || bytes == null) {
      throw new UnknownHostException(
          "%s%%%s (expected: an interface of this network namespace)".formatted(host, device));
    }
    return Inet6Address.getByAddress(null, bytes, index);
  }

  private static int index(String device) {
    try {
      return Integer.parseUnsignedInt(device);
    } catch (NumberFormatException name) {
      return NamespaceCalls.interfaceIndex(device);
    }
  }
}
