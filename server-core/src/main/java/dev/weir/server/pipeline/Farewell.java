package dev.weir.server.pipeline;

import dev.weir.server.metrics.Traffic;
import dev.weir.server.shaping.Shaping;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The end of a connection whose time is over. What handlers have written leaves, then the peer sees
 * the end of the stream; what the peer still sends is dropped until it ends its side or half a
 * second has passed. To close at once would answer unread input with a reset, which takes replies
 * away from the peer that were already on their way.
 */
public final class Farewell extends ChannelDuplexHandler {
  private static final String NAME = "farewell";
  private static final long GRACE_MILLIS = 500;

  private final AtomicLong pending;

  private Farewell(AtomicLong pending) {
    this.pending = pending;
  }

  /**
   * Begins to end a connection from its handler, which has said its last. On its loop.
   *
   * @param connection open or not
   */
  public static void begin(Channel connection) {
    begin(connection, new AtomicLong(), new AtomicLong());
  }

  /**
   * Begins to end a connection. On its loop.
   *
   * @param connection open or not
   * @param forced grows by one where the connection was open
   * @param pending grows by the bytes that no handler will read, or that the peer did not take
   */
  public static void begin(Channel connection, AtomicLong forced, AtomicLong pending) {
    if (connection.isActive() && connection.pipeline().get(NAME) == null) {
      forced.incrementAndGet();
      Shaping.of(connection).flatMap(Shaping::holder).ifPresent(Shaping.Holder::letGo);
      Farewell farewell = new Farewell(pending);
      connection.pipeline().addFirst(NAME, farewell);
      farewell.begin(connection.pipeline().context(NAME));
    }
  }

  private void begin(ChannelHandlerContext ctx) {
    ctx.executor().schedule(() -> end(ctx), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(left -> endOutput(ctx.channel()));
    ctx.channel().config().setAutoRead(true);
  }

  private static void endOutput(Channel channel) {
    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
      if (duplex.isInputShutdown()) {
        duplex.close();
      } else {
        duplex.shutdownOutput();
      }
    }
  }

  private void end(ChannelHandlerContext ctx) {
    pending.addAndGet(Waiting.payload(ctx.channel()));
    Traffic.of(ctx.channel()).sent(Waiting.partly(ctx.channel()));
    ctx.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      pending.addAndGet(bytes.readableBytes());
    }
    ReferenceCountUtil.release(message);
  }

  /** What handlers write from now on comes too late. */
  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ReferenceCountUtil.release(message);
    promise.tryFailure(new ClosedChannelException());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.close();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
    ctx.close();
  }
}
