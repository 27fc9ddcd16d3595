package dev.weir.linux.call;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** An Internet address as the kernel writes it: sockaddr_in or sockaddr_in6. */
final class SocketName {
  /** Size of the larger of both, sockaddr_in6. */
  static final int BYTES = 28;

  private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt LABEL = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketName() {}

  static MemorySegment of(Arena arena, int family, InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "address: " + address + " (expected: resolved); look the name up first");
    }
    byte[] host = address.getAddress().getAddress();
    MemorySegment name = arena.allocate(family == AF_INET ? 16 : BYTES, Integer.BYTES);
    name.set(JAVA_SHORT, 0, (short) family);
    name.set(PORT, 2, (short) address.getPort());
    if (family == AF_INET) {
      MemorySegment.copy(host, 0, name, JAVA_BYTE, 4, 4);
      return name;
    }
    return inet6(name, address.getAddress(), host);
  }

  /** Gives a name of IPv6 a flow label. */
  static void label(MemorySegment name, int label) {
    name.set(LABEL, 4, label);
  }

  /** Reads a name that the kernel wrote. */
  static InetSocketAddress read(MemorySegment name) {
    boolean six = name.get(JAVA_SHORT, 0) == AF_INET6;
    byte[] host = name.asSlice(six ? 8 : 4, six ? 16 : 4).toArray(JAVA_BYTE);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(host), name.get(PORT, 2) & 0xffff);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MemorySegment inet6(MemorySegment name, InetAddress address, byte[] host) {
    if (host.length == 16) {
      MemorySegment.copy(host, 0, name, JAVA_BYTE, 8, 16);
      name.set(JAVA_INT, 24, address instanceof Inet6Address six ? six.getScopeId() : 0);
    } else if (!address.isAnyLocalAddress()) {
      name.set(JAVA_SHORT, 18, (short) 0xffff);
      MemorySegment.copy(host, 0, name, JAVA_BYTE, 20, 4);
    }
    return name;
  }
}
