package dev.weir.server;

import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.DelegatingHandle;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.RecvByteBufAllocator.Handle;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.concurrent.TimeUnit;

/**
 * How many connections a listener accepts before the loop's other channels have their turn: as many
 * as there are, for as long as others can wait without noticing. Netty's 16 let the last of a burst
 * of a thousand wait half a second; a thousand at once let those already served wait for them all.
 */
// Netty deprecates the type of the handles and goes on asking for it.
@SuppressWarnings("deprecation")
final class AcceptTurn implements RecvByteBufAllocator {
  /** A turn; a connection takes some tens of microseconds of it. */
  static final long NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final int MOST = 1024;

  private final RecvByteBufAllocator all =
      new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(MOST);

  @Override
  public Handle newHandle() {
    return new Turn((ExtendedHandle) all.newHandle());
  }

  private static final class Turn extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle all;
    private long begun;

    Turn(ExtendedHandle all) {
      super(all);
      this.all = all;
    }

    @Override
    public void reset(ChannelConfig config) {
      super.reset(config);
      begun = System.nanoTime();
    }

    @Override
    public boolean continueReading() {
      return all.continueReading() && inTime();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier more) {
      return all.continueReading(more) && inTime();
    }

    private boolean inTime() {
      return System.nanoTime() - begun < NANOS;
    }
  }
}
