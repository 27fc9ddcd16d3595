package dev.weir.bandwidth.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One UDP flow of a load: keeps a number of datagrams in flight, each with a sequence number that
 * names its slot. A datagram without its echo after the time-out is lost and its slot goes on with
 * the next number, so that a late echo of the old one is known as such.
 */
final class EchoFlow extends EchoChannel {

  private final ByteBuf[] slots;
  private final long[] sentAt;
  private final long[] sequences;
  private final long timeoutNanos;
  private @Nullable Future<?> timer;

  EchoFlow(EchoSettings settings, EchoRun run) {
    super(settings, run);
    this.slots = new ByteBuf[settings.outstanding()];
    this.sentAt = new long[settings.outstanding()];
    this.sequences = new long[settings.outstanding()];
    this.timeoutNanos = settings.timeout().toNanos();
  }

  @Override
  void prepare(ByteBuf content) {
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = content.copy();
      sequences[slot] = slot;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
    for (ByteBuf slot : slots) {
      slot.release();
    }
    super.handlerRemoved(context);
  }

  @Override
  void begin(ChannelHandlerContext context) {
    long now = System.nanoTime();
    for (int slot = 0; slot < slots.length; slot++) {
      send(context, slot, now);
    }
    context.flush();
    long period = Math.max(1_000_000, timeoutNanos / 4);
    timer =
        context
            .executor()
            .scheduleAtFixedRate(() -> expire(context), period, period, TimeUnit.NANOSECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DatagramPacket packet = (DatagramPacket) message;
    ByteBuf echo = packet.content();
    boolean whole = echo.readableBytes() == messageSize();
    long sequence = whole ? echo.getLong(echo.readerIndex()) : -1;
    packet.release();
    if (sequence >= 0) {
      receive(context, sequence, System.nanoTime());
    }
  }

  /** Nobody listens there, or the socket is full: the datagram is lost, and counted in its time. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      super.exceptionCaught(context, cause);
    }
  }

  private void receive(ChannelHandlerContext context, long sequence, long now) {
    int slot = (int) (sequence % slots.length);
    if (sequences[slot] != sequence) {
      countLate(now);
      return;
    }
    count(sentAt[slot], now);
    next(context, slot, now);
  }

  private void next(ChannelHandlerContext context, int slot, long now) {
    sequences[slot] += slots.length;
    if (mayGoOn(now)) {
      send(context, slot, now);
    }
  }

  private void expire(ChannelHandlerContext context) {
    long now = System.nanoTime();
    for (int slot = 0; slot < slots.length; slot++) {
      if (now - sentAt[slot] >= timeoutNanos && mayGoOn(now)) {
        expire(context, slot, now);
      }
    }
    context.flush();
  }

  // A datagram that the socket has not taken yet is still ours: it waits on.
  private void expire(ChannelHandlerContext context, int slot, long now) {
    if (slots[slot].refCnt() == 1) {
      if (isCounting(now)) {
        tally().lost();
      }
      next(context, slot, now);
    }
  }

  private void countLate(long now) {
    if (isCounting(now)) {
      tally().late();
    }
  }

  private void send(ChannelHandlerContext context, int slot, long now) {
    sentAt[slot] = now;
    ByteBuf message = slots[slot];
    message.setIndex(0, messageSize());
    message.setLong(0, sequences[slot]);
    context.write(message.retain(), context.voidPromise());
  }
}
