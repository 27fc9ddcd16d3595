package dev.weir.bandwidth.iperf3;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * For whom a quota counts: an IPv4 address, or the network of 64 bits that an IPv6 address belongs
 * to, since whoever has one of its addresses has all of them.
 *
 * @param ipv6 whether it is such a network
 * @param bits the address, or the network's first half
 */
record Origin(boolean ipv6, long bits) {

  static Origin of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new Origin(true, bytes.getLong())
        : new Origin(false, bytes.getInt());
  }
}
