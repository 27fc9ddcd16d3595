package dev.weir.server.bulk;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.TransferCalls;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Drops what a TCP connection receives, in the kernel where possible. */
final class Sink extends BulkHandler {
  private static final long CALL = 1 << 20;

  private final LongConsumer received;
  private boolean autoRead;
  private Optional<LowWater> lowWater = Optional.empty();

  Sink(Channel channel, LongConsumer received) {
    super(channel);
    this.received = received;
  }

  @Override
  void begin() {
    autoRead = channel().config().isAutoRead();
    traffic().sinking(true);
    if (direct()) {
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
    lowWater.ifPresent(LowWater::lower);
    // After the peer's end nothing is left to read, and Netty 4.2.18 fails where reading is
    // switched on again for a channel whose interest had become empty.
    if (channel().isActive() && ending != Ending.PEER_CLOSED) {
      channel().config().setAutoRead(autoRead);
    }
  }

  @Override
  void ready() {
    int fd = beside().number();
    long before = bytes();
    for (long left = turn(); left > 0 && !over(); ) {
      long asked = Math.min(CALL, left);
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
