package dev.weir.server.connection;

import java.util.List;

/**
 * Who is let in, and how many. A connection that is not is reset before it has a pipeline.
 *
 * @param connections open at once in the whole server, from 1
 * @param perAddress open at once from one address, from 1; 0 for no such limit
 * @param ipv4Prefix how many bits of an IPv4 address count as one address, 0 to 32
 * @param ipv6Prefix how many bits of an IPv6 address count as one address, 0 to 128
 * @param acceptRate how often the server accepts a connection
 * @param acceptRatePerAddress how often it accepts one from one address
 * @param rules which addresses may connect at all
 */
public record Admission(
    int connections,
    int perAddress,
    int ipv4Prefix,
    int ipv6Prefix,
    Rate acceptRate,
    Rate acceptRatePerAddress,
    AddressRules rules) {

  static final Admission DEFAULTS =
      new Admission(100_000, 0, 32, 64, Rate.UNLIMITED, Rate.UNLIMITED, AddressRules.NONE);

  /**
   * Limits in range.
   *
   * @throws IllegalArgumentException where one is out of range
   */
  public Admission {
    Limits.require(connections >= 1, "connections", connections, "from 1");
    Limits.require(perAddress >= 0, "perAddress", perAddress, "from 1, or 0 for no limit");
    Limits.require(ipv4Prefix >= 0 && ipv4Prefix <= 32, "ipv4Prefix", ipv4Prefix, "0 to 32");
    Limits.require(ipv6Prefix >= 0 && ipv6Prefix <= 128, "ipv6Prefix", ipv6Prefix, "0 to 128");
  }

  Admission connections(int most) {
    return new Admission(
        most, perAddress, ipv4Prefix, ipv6Prefix, acceptRate, acceptRatePerAddress, rules);
  }

  Admission perAddress(int most) {
    return new Admission(
        connections, most, ipv4Prefix, ipv6Prefix, acceptRate, acceptRatePerAddress, rules);
  }

  Admission prefixes(int ipv4, int ipv6) {
    return new Admission(
        connections, perAddress, ipv4, ipv6, acceptRate, acceptRatePerAddress, rules);
  }

  Admission rates(Rate all, Rate perAddressRate) {
    return new Admission(
        connections, perAddress, ipv4Prefix, ipv6Prefix, all, perAddressRate, rules);
  }

  Admission rules(List<AddressPrefix> allow, List<AddressPrefix> deny) {
    return new Admission(
        connections,
        perAddress,
        ipv4Prefix,
        ipv6Prefix,
        acceptRate,
        acceptRatePerAddress,
        new AddressRules(allow, deny));
  }
}
