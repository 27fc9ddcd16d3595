package dev.weir.server.bulk;

import dev.weir.server.shaping.Direction;
import dev.weir.server.shaping.Shaping;
import dev.weir.server.transport.Duplicate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A transfer that sends, when its gate and the socket let it. */
abstract class GatedHandler extends BulkHandler {
  /** Sends per event, then the loop's other channels have their turn. */
  private static final int SENDS = 4;

  /**
   * The shortest wait: what falls due within it is sent together, so that a high rate costs at most
   * 4000 wake-ups a second.
   */
  private static final long TICK_NANOS = 250_000;

  private final Gate gate;
  private boolean started;
  private long startNanos;
  private long sent;
  private @Nullable Future<?> timer;

  /** Flushing may tell of writability before it returns. */
  private boolean pumping;

  GatedHandler(Channel channel, Gate gate) {
    super(channel);
    this.gate = gate;
  }

  /** Starts the gate's clock and sends. */
  final void start() {
    if (!over()) {
      started = true;
      startNanos = System.nanoTime();
      pump();
    }
  }

  @Override
  final void restore(Ending ending) {
    traffic().blocked(false);
    cancelTimer();
  }

  @Override
  final void ready() {
    if (started && timer == null) {
      pump();
    } else {
      probe();
    }
  }

  /** Sends, at most so many bytes; returns what was sent, less where the socket is full. */
  abstract long send(long allowed);

  /** An event while the gate is shut can only be an error: finds out which, and ends. */
  abstract void probe();

  /** True where the socket takes more: without a duplicate, the pipeline's view of it. */
  private boolean open() {
    return direct() || channel().isWritable();
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      cancelTimer();
      sendWhileAllowed();
    } finally {
      pumping = false;
    }
  }

  private void sendWhileAllowed() {
    long end = sent + turn();
    Optional<Direction> pace = Shaping.of(channel()).map(Shaping::out);
    for (int i = 0; i < SENDS && sent < end && !over() && open(); i++) {
      long elapsed = System.nanoTime() - startNanos;
      long allowed = Math.min(gate.allowed(sent, elapsed), end - sent);
      if (allowed <= 0) {
        shut(gate.delayNanos(sent, elapsed));
        return;
      }
      if (pace.isPresent()) {
        long wait = pace.get().waitNanos();
        if (wait > 0) {
          shut(wait);
          return;
        }
        allowed = Math.min(allowed, pace.get().atOnce());
      }
      if (!sendNow(allowed)) {
        break;
      }
    }
    again();
  }

  /** False where the socket is full. */
  private boolean sendNow(long allowed) {
    long count = send(allowed);
    if (count > 0) {
      sent += count;
      gate.sent(count);
      Shaping.of(channel()).ifPresent(shaping -> shaping.out().moved(count));
    }
    traffic().blocked(count <= 0);
    return count > 0;
  }

  /** In the loop's next turn, or when the socket takes more. */
  private void again() {
    if (over()) {
      return;
    }
    if (direct()) {
      beside().want(EpollIoOps.EPOLLOUT);
    } else {
      context().flush();
      if (channel().isWritable()) {
        timer = channel().eventLoop().submit(this::onTimer);
      }
    }
  }

  private void shut(long delayNanos) {
    traffic().blocked(false);
    if (!direct()) {
      context().flush();
    }
    if (delayNanos == Long.MAX_VALUE) {
      end(Ending.DONE);
      return;
    }
    if (direct()) {
      beside().want(Duplicate.QUIET);
    }
    long wait = Math.max(delayNanos, TICK_NANOS);
    timer = channel().eventLoop().schedule(this::onTimer, wait, TimeUnit.NANOSECONDS);
  }

  private void onTimer() {
    timer = null;
    pump();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
    super.channelWritabilityChanged(context);
    if (!direct() && !over() && context.channel().isWritable() && timer == null) {
      pump();
    }
  }
}
