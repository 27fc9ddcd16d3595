package dev.weir.server.transport;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Lets what is sent to a group leave by the interface that is written after it. */
public final class GroupTarget {
  private static final int IPV6_MULTICAST_IF = 17;

  private GroupTarget() {}

  /**
   * Chooses the interface. Of itself the kernel heeds it for link-local groups alone, and sends
   * others, such as {@code ff15::7%eth0}, wherever its routes say.
   *
   * @param channel not connected yet; nothing is done where it is not epoll's
   * @param target where it is to send to
   * @throws IOException where the kernel refuses
   */
  public static void chooseInterface(Channel channel, SocketAddress target) throws IOException {
    if (channel instanceof EpollDatagramChannel datagrams
        && target instanceof InetSocketAddress internet
        && internet.getAddress() instanceof Inet6Address group
        && group.isMulticastAddress()
        && group.getScopeId() != 0) {
      SocketCalls.setOption(
          datagrams.fd().intValue(),
          SocketConstants.IPPROTO_IPV6,
          IPV6_MULTICAST_IF,
          group.getScopeId());
    }
  }
}
