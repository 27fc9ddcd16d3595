package dev.weir.server.pipeline;

import dev.weir.server.shaping.Shaping;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** What waits in a channel to be sent. */
final class Waiting {
  private Waiting() {}

  /** Whether more waits than the limit allows. Cheap while little waits. */
  static boolean exceeds(Channel channel, int limit) {
    return !channel.isWritable() && bytes(channel) > limit;
  }

  private static long bytes(Channel channel) {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    long held = Shaping.of(channel).flatMap(Shaping::holder).map(Shaping.Holder::held).orElse(0L);
    return outbound == null ? 0 : outbound.totalPendingWriteBytes() + held;
  }

  /** Whether something was flushed that the kernel has not taken. */
  static boolean flushed(Channel channel) {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    return outbound != null && !outbound.isEmpty();
  }

  /** Payload that was flushed and has not been taken by the kernel. */
  static long payload(Channel channel) {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    AtomicLong sum = new AtomicLong();
    if (outbound != null) {
      // Only a closed channel throws here, and its buffer was taken away above.
      try {
        outbound.forEachFlushedMessage(message -> sum.addAndGet(left(message)) >= 0);
      } catch (Exception impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return sum.get();
  }

  /** What the kernel took of a message that will not leave whole, as its channel is closed now. */
  static long partly(Channel channel) {
    ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
    return outbound == null ? 0 : outbound.currentProgress();
  }

  private static long left(Object message) {
    return switch (message) {
      case ByteBuf buffer -> buffer.readableBytes();
      case FileRegion region -> region.count() - region.transferred();
      default -> 0;
    };
  }

  static IOException overflow(int limit) {
    return new IOException(
        "more than " + limit + " bytes wait to be sent; the peer reads too slowly");
  }
}
