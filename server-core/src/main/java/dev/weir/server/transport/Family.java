package dev.weir.server.transport;

import dev.weir.server.endpoint.Endpoint;
import java.net.Inet4Address;
import java.net.InetSocketAddress;

/** The addresses that a socket serves. */
public enum Family {
  /** IPv4 alone. */
  IPV4,
  /** IPv6 alone. */
  IPV6,
  /** Both, by one IPv6 socket. */
  DUAL,
  /** None: processes of this machine, by a path or a name. */
  UNIX;

  /**
   * The family that an endpoint's socket must have.
   *
   * @param endpoint where the socket will be bound
   * @param address its host, looked up
   * @return dual where the endpoint names no host, else the family of the address
   */
  public static Family of(Endpoint endpoint, InetSocketAddress address) {
    return endpoint.dualStack() ? DUAL : of(address);
  }

  /**
   * The family of an address.
   *
   * @param address resolved
   * @return IPv4 or IPv6
   */
  public static Family of(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address ? IPV4 : IPV6;
  }
}
