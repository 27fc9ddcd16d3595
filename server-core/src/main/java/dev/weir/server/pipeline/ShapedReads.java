package dev.weir.server.pipeline;

import dev.weir.server.shaping.Shaping;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.DelegatingHandle;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.RecvByteBufAllocator.Handle;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Reads little at once where little may be read: 64 KiB are seconds of a low rate. Netty asks for
 * it once, before a channel's first read, so that a connection which gets its first rate later
 * reads in large parts for ever, with longer pauses.
 */
// Netty deprecates the type of the handles and goes on asking for it.
@SuppressWarnings("deprecation")
final class ShapedReads implements RecvByteBufAllocator {
  private final RecvByteBufAllocator usual;
  private final Channel channel;

  ShapedReads(Channel channel) {
    this.usual = channel.config().getRecvByteBufAllocator();
    this.channel = channel;
  }

  @Override
  public Handle newHandle() {
    return new Part((ExtendedHandle) usual.newHandle());
  }

  private final class Part extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle usual;

    Part(ExtendedHandle usual) {
      super(usual);
      this.usual = usual;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      long most = Shaping.of(channel).map(shaping -> shaping.in().atOnce()).orElse(Long.MAX_VALUE);
      return usual.guess() > most ? allocator.ioBuffer((int) most) : usual.allocate(allocator);
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier more) {
      return usual.continueReading(more);
    }
  }
}
