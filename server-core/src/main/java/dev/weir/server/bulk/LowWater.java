package dev.weir.server.bulk;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much must wait in a socket before the kernel wakes its reader: SO_RCVLOWAT. A sink empties a
 * socket faster than a sender fills it, and would be woken for every segment, which costs the
 * sender more than the sink. While much flows, the mark is high, and the socket is looked at a
 * hundred times a second besides, so that nothing waits longer than that; when less flows, the mark
 * is what it was. Loop only.
 */
final class LowWater {
  private static final Logger LOG = LoggerFactory.getLogger(LowWater.class);
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVLOWAT = 18;

  /**
   * Two segments of the loopback. More saves the reader's time (512 KiB halves it), but what waits
   * longer is cold when the sender's pages come back, and the sender is what limits the rate.
   */
  private static final int HIGH = 1 << 16;

  private static final int LOW = 1;
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Much: a gigabyte a second. */
  private static final long MUCH_PER_TURN = 10_000_000;

  private final UnixChannel channel;
  private final Runnable look;
  private long begun = System.nanoTime();
  private long bytes;
  private @Nullable ScheduledFuture<?> turns;

  LowWater(Channel channel, Runnable look) {
    this.channel = (UnixChannel) channel;
    this.look = look;
  }

  /** So many bytes were read. */
  void moved(long count) {
    bytes += count;
    if (turns == null) {
      long elapsed = System.nanoTime() - begun;
      if (elapsed >= TURN_NANOS) {
        raiseAfter(elapsed);
      }
    }
  }

  private void raiseAfter(long elapsed) {
    boolean much = bytes / MUCH_PER_TURN >= elapsed / TURN_NANOS;
    bytes = 0;
    begun = System.nanoTime();
    if (much && mark(HIGH)) {
      turns =
          channel
              .eventLoop()
              .scheduleAtFixedRate(this::turn, TURN_NANOS, TURN_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private void turn() {
    look.run();
    if (bytes < MUCH_PER_TURN) {
      lower();
    }
    bytes = 0;
    begun = System.nanoTime();
  }

  /** Back to the kernel's own mark; the channel may be closed. */
  void lower() {
    if (turns != null) {
      turns.cancel(false);
      turns = null;
      if (channel.isOpen()) {
        mark(LOW);
      }
    }
  }

  private boolean mark(int value) {
    try {
      SocketCalls.setOption(channel.fd().intValue(), SOL_SOCKET, SO_RCVLOWAT, value);
      return true;
    } catch (SystemCallException refused) {
      LOG.debug("{}: {}", channel, refused.toString());
      return false;
    }
  }
}
