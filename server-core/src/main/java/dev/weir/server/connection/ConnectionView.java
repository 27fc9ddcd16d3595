package dev.weir.server.connection;

import dev.weir.server.metrics.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.net.SocketAddress;
import java.time.Duration;

/**
 * What is known from outside about an open connection, at the moment it was looked at.
 *
 * @param order its place among all that the server accepted, see {@link AcceptOrder}
 * @param local this end
 * @param remote the peer
 * @param age since it was accepted
 * @param bytesIn payload read so far
 * @param bytesOut payload that the kernel took so far
 * @param bytesWaiting written by handlers and not yet taken by the kernel
 */
public record ConnectionView(
    long order,
    SocketAddress local,
    SocketAddress remote,
    Duration age,
    long bytesIn,
    long bytesOut,
    long bytesWaiting) {

  /**
   * Looks at a connection. Any thread; its loop is not asked and not slowed.
   *
   * @param channel accepted by a server of Weir
   * @return what there is to see
   */
  public static ConnectionView of(Channel channel) {
    Traffic traffic = Traffic.of(channel);
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return new ConnectionView(
        AcceptOrder.of(channel),
        channel.localAddress(),
        channel.remoteAddress(),
        traffic.age(),
        traffic.bytesIn(),
        traffic.bytesOut(),
        waiting == null ? 0 : waiting.totalPendingWriteBytes());
  }
}
