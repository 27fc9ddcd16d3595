package dev.weir.bandwidth.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * One TCP connection of a load: keeps a number of messages in flight and counts their echoes by
 * length. Slots are used in turn; the messages share one content and are written again as they are,
 * so that a request allocates nothing.
 */
final class EchoStream extends EchoChannel {

  private final ByteBuf[] slots;
  private final long[] sentAt;
  private int oldest;
  private int inFlight;
  private int partial;

  EchoStream(EchoSettings settings, EchoRun run) {
    super(settings, run);
    this.slots = new ByteBuf[settings.outstanding()];
    this.sentAt = new long[settings.outstanding()];
  }

  @Override
  void prepare(ByteBuf content) {
    for (int slot = 0; slot < slots.length; slot++) {
      slots[slot] = content.duplicate();
    }
  }

  @Override
  void begin(ChannelHandlerContext context) {
    long now = System.nanoTime();
    for (int slot = 0; slot < slots.length; slot++) {
      send(context, slot, now);
    }
    context.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf echo = (ByteBuf) message;
    int bytes = echo.readableBytes();
    echo.release();
    receive(context, bytes, System.nanoTime());
  }

  private void receive(ChannelHandlerContext context, int bytes, long now) {
    int arrived = (partial + bytes) / messageSize();
    partial = (partial + bytes) % messageSize();
    if (arrived > inFlight || (arrived == inFlight && partial > 0)) {
      fail(context, "more bytes came back than were sent");
      return;
    }
    for (int i = 0; i < arrived; i++) {
      echoed(context, now);
    }
  }

  private void echoed(ChannelHandlerContext context, long now) {
    int slot = oldest;
    oldest = slot + 1 == slots.length ? 0 : slot + 1;
    inFlight--;
    count(sentAt[slot], now);
    if (mayGoOn(now)) {
      send(context, slot, now);
    }
  }

  // The echo of a slot's last message is here, so that message has left the outbound queue.
  private void send(ChannelHandlerContext context, int slot, long now) {
    sentAt[slot] = now;
    inFlight++;
    ByteBuf message = slots[slot];
    message.setIndex(0, messageSize());
    context.write(message.retain(), context.voidPromise());
  }
}
