package dev.weir.server.transport;

import dev.weir.server.endpoint.MulticastGroup;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/** Java's datagram socket. */
final class NioDatagrams extends NioSocket<DatagramChannel> {
  private NioDatagrams(DatagramChannel channel, Family family) {
    super(channel, family);
  }

  static NioDatagrams open(Family family) throws IOException {
    return new NioDatagrams(
        family == Family.IPV4
            ? DatagramChannel.open(StandardProtocolFamily.INET)
            : DatagramChannel.open(),
        family);
  }

  @Override
  void bindTo(SocketAddress address) throws IOException {
    channel().bind(address);
  }

  @Override
  public void join(MulticastGroup group) throws IOException {
    NetworkInterface device =
        group.device().isPresent()
            ? GroupRequest.device(group.device().orElseThrow())
            : NetworkInterface.networkInterfaces()
                .filter(NioDatagrams::carriesGroups)
                .findFirst()
                .orElseThrow(() -> new IOException("group: %s: no interface".formatted(group)));
    if (group.source().isPresent()) {
      channel().join(group.group(), device, group.source().orElseThrow());
    } else {
      channel().join(group.group(), device);
    }
  }

  private static boolean carriesGroups(NetworkInterface device) {
    try {
      return device.isUp() && device.supportsMulticast();
    } catch (SocketException gone) {
      return false;
    }
  }

  @Override
  public void listen() {
    // Datagrams need no listening.
  }

  @Override
  Channel wrap(DatagramChannel bound) {
    return new NioDatagramChannel(bound);
  }
}
