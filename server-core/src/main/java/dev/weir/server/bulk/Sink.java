package dev.weir.server.bulk;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.TransferCalls;
import dev.weir.server.connection.Reading;
import dev.weir.server.shaping.Direction;
import dev.weir.server.shaping.Shaping;
import dev.weir.server.transport.Duplicate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Drops what a TCP connection receives, in the kernel where possible. */
final class Sink extends BulkHandler {
  private static final long CALL = 1 << 20;

  private final LongConsumer received;
  private boolean autoRead;
  private Optional<LowWater> lowWater = Optional.empty();
  private @Nullable Future<?> pause;

  Sink(Channel channel, LongConsumer received) {
    super(channel);
    this.received = received;
  }

  @Override
  void begin() {
    autoRead = Reading.of(channel()).wanted();
    traffic().sinking(true);
    if (direct()) {
      Reading.of(channel()).stop(Reading.Reason.TRANSFER);
      Bulk.hold(channel());
      lowWater = Optional.of(new LowWater(channel(), this::ready));
      beside().want(EpollIoOps.EPOLLIN);
    } else {
      channel().config().setAutoRead(true);
    }
  }

  @Override
  void restore(Ending ending) {
    traffic().sinking(false);
    if (pause != null) {
      pause.cancel(false);
    }
    lowWater.ifPresent(LowWater::lower);
    // After the peer's end nothing is left to read, and Netty 4.2.18 fails where reading is
    // switched on again for a channel whose interest had become empty.
    if (channel().isActive() && ending != Ending.PEER_CLOSED) {
      giveBack();
    }
  }

  private void giveBack() {
    if (direct()) {
      Reading.of(channel()).go(Reading.Reason.TRANSFER);
    } else {
      channel().config().setAutoRead(autoRead);
    }
  }

  @Override
  void ready() {
    int fd = beside().number();
    long before = bytes();
    for (long left = turn(); left > 0 && !over() && pause == null; ) {
      long asked = Math.min(Math.min(CALL, left), atOnce());
      long dropped = TransferCalls.discard(fd, asked);
      if (dropped > 0) {
        count(dropped);
      }
      if (dropped < asked) {
        stopAt(dropped);
        break;
      }
      left -= dropped;
    }
    if (!over()) {
      lowWater.ifPresent(mark -> mark.moved(bytes() - before));
    }
  }

  private void count(long bytes) {
    moved(bytes);
    traffic().received(bytes);
    received.accept(bytes);
    Shaping.of(channel()).ifPresent(shaping -> keepTo(shaping.in(), bytes));
  }

  private long atOnce() {
    return Shaping.of(channel()).map(shaping -> shaping.in().atOnce()).orElse(CALL);
  }

  /** Pauses where the limits of the connection or its server want it slower. */
  private void keepTo(Direction rate, long bytes) {
    rate.moved(bytes);
    long wait = rate.waitNanos();
    if (wait > 0 && pause == null && !over()) {
      read(false);
      pause = channel().eventLoop().schedule(this::goOn, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void goOn() {
    pause = null;
    read(true);
  }

  private void read(boolean wanted) {
    if (direct()) {
      beside().want(wanted ? EpollIoOps.EPOLLIN : Duplicate.QUIET);
    } else {
      channel().config().setAutoRead(wanted);
    }
  }

  /** A short read means that nothing waits: epoll tells of more. */
  private void stopAt(long result) {
    if (result == 0) {
      end(Ending.PEER_CLOSED);
    } else if (result < 0 && !Errno.EAGAIN.is(result) && !Errno.EINTR.is(result)) {
      failed(result);
    }
  }

  /** What Netty read: all of it without a duplicate, else what came before or with the end. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf buffer) {
      count(buffer.readableBytes());
    }
    ReferenceCountUtil.release(message);
  }

  @Override
  void inputShutdown() {
    // Netty saw the end by a read, so nothing is left before it.
    end(Ending.PEER_CLOSED);
  }
}
