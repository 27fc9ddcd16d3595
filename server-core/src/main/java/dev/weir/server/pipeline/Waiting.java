package dev.weir.server.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.io.IOException;

/** What waits in a channel to be sent. */
final class Waiting {
  private Waiting() {}

  /** Whether more waits than the limit allows. Cheap while little waits. */
  static boolean exceeds(Channel channel, int limit) {
    return !channel.isWritable() && bytes(channel) > limit;
  }

  private static long bytes(Channel channel) {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    return outbound == null ? 0 : outbound.totalPendingWriteBytes();
  }

  static IOException overflow(int limit) {
    return new IOException(
        "more than " + limit + " bytes wait to be sent; the peer reads too slowly");
  }
}
