package dev.weir.server.transport;

import dev.weir.linux.call.NamespaceCalls;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.endpoint.MulticastGroup;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Joins groups by setsockopt, in the form that is one for both families (RFC 3678). */
final class GroupRequest {
  private static final int MCAST_JOIN_GROUP = 42;
  private static final int MCAST_JOIN_SOURCE_GROUP = 46;
  private static final int IP_MULTICAST_ALL = 49;
  private static final int IPV6_MULTICAST_ALL = 29;
  private static final int STORAGE = 128;
  private static final int FIRST = 8;

  private GroupRequest() {}

  static void join(int fd, MulticastGroup group) throws IOException {
    boolean four = group.group() instanceof Inet4Address;
    int level = four ? SocketConstants.IPPROTO_IP : SocketConstants.IPPROTO_IPV6;
    ownGroupsAlone(fd, level, four ? IP_MULTICAST_ALL : IPV6_MULTICAST_ALL);
    boolean one = group.source().isPresent();
    ByteBuffer request =
        ByteBuffer.allocate(FIRST + STORAGE * (one ? 2 : 1)).order(ByteOrder.nativeOrder());
    request.putInt(0, group.device().isPresent() ? index(group.device().orElseThrow()) : 0);
    name(request, FIRST, group.group());
    group.source().ifPresent(source -> name(request, FIRST + STORAGE, source));
    SocketCalls.setOption(
        fd, level, one ? MCAST_JOIN_SOURCE_GROUP : MCAST_JOIN_GROUP, request.array());
  }

  /** Else the kernel would hand over datagrams of any group that any process has joined. */
  private static void ownGroupsAlone(int fd, int level, int option) throws IOException {
    try {
      SocketCalls.setOption(fd, level, option, 0);
    } catch (SystemCallException older) {
      if (level == SocketConstants.IPPROTO_IP) {
        throw older;
      }
    }
  }

  private static void name(ByteBuffer request, int at, InetAddress address) {
    boolean four = address instanceof Inet4Address;
    int family = four ? SocketConstants.AF_INET : SocketConstants.AF_INET6;
    request.putShort(at, (short) family);
    request.put(at + (four ? 4 : 8), address.getAddress());
  }

  static int index(String device) throws IOException {
    int index = NamespaceCalls.interfaceIndex(device);
    if (index == 0) {
      throw missing(device);
    }
    return index;
  }

  static NetworkInterface device(String name) throws IOException {
    NetworkInterface device = NetworkInterface.getByName(name);
    if (device == null) {
      throw missing(name);
    }
    return device;
  }

  private static IOException missing(String device) {
    return new IOException("interface: %s (expected: one of this machine)".formatted(device));
  }
}
