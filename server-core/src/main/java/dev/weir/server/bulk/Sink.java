package dev.weir.server.bulk;

import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_RCVBUF;
import static dev.weir.linux.call.SocketConstants.SO_RCVLOWAT;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what a TCP connection receives, in the kernel where possible. */
final class Sink extends BulkHandler implements BeatSeat.Member {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final long CALL = 1 << 20;

  private final LongConsumer received;
  private boolean autoRead;
  private int usualMark;
  private Optional<BeatSeat> seat = Optional.empty();
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
      beside().want(EpollIoOps.EPOLLIN);
      seat = Optional.of(Beat.join(channel().eventLoop(), this));
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
    seat.ifPresent(BeatSeat::leave);
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
    look();
  }

  @Override
  public boolean look() {
    long before = bytes();
    boolean more = discard();
    if (!over()) {
      seat.ifPresent(taken -> taken.moved(bytes() - before));
    }
    return more;
  }

  /** Returns whether the turn ended before the bytes that wait did. */
  private boolean discard() {
    int fd = beside().number();
    for (long left = turn(); left > 0 && !over() && pause == null; ) {
      long asked = Math.min(Math.min(CALL, left), atOnce());
      long dropped = TransferCalls.discard(fd, asked);
      if (dropped > 0) {
        count(dropped);
      }
      if (dropped < asked) {
        stopAt(dropped);
        return false;
      }
      left -= dropped;
    }
    return !over() && pause == null;
  }

  @Override
  public void wake(boolean wanted) {
    beside().want(wanted && pause == null ? EpollIoOps.EPOLLIN : Duplicate.QUIET);
  }

  @Override
  public void mark(int bytes) {
    usualMark = usualMark > 0 ? usualMark : Math.max(1, option(SO_RCVLOWAT));
    try {
      SocketCalls.setOption(beside().number(), SOL_SOCKET, SO_RCVLOWAT, Math.max(bytes, usualMark));
    } catch (SystemCallException refused) {
      LOG.debug("{}: SO_RCVLOWAT: {}", channel(), refused.toString());
    }
  }

  @Override
  public long room() {
    return option(SO_RCVBUF);
  }

  private int option(int number) {
    try {
      return SocketCalls.intOption(beside().number(), SOL_SOCKET, number);
    } catch (SystemCallException unknown) {
      LOG.debug("{}: option {}: {}", channel(), number, unknown.toString());
      return 0;
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
      wake(wanted && !seat.map(BeatSeat::timed).orElse(false));
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
