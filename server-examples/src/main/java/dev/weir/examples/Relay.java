package dev.weir.examples;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Carries what one connection of the proxy sends to the other; one stands on each. The two may be
 * on different loops.
 */
final class Relay extends ChannelInboundHandlerAdapter {

  private static final int LAST_BYTES_SECONDS = 30;

  private final Channel other;
  private boolean inputEnded;

  Relay(Channel other) {
    this.other = other;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    // Nothing is read before both relays stand; then the connector switches both on.
    context.channel().config().setAutoRead(false);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    other.write(message, other.voidPromise());
    if (!other.isWritable()) {
      context.channel().config().setAutoRead(false);
      // The other's loop may have emptied its queue just before, and will not say so again.
      if (other.isWritable()) {
        context.channel().config().setAutoRead(true);
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    other.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      other.config().setAutoRead(true);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      endInput();
    }
  }

  /** What came is sent, then the end is passed on. */
  void endInput() {
    inputEnded = true;
    other
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(sent -> endOutput((DuplexChannel) other));
  }

  private static void endOutput(DuplexChannel channel) {
    if (channel.isInputShutdown()) {
      channel.close();
    } else {
      channel.shutdownOutput();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (inputEnded) {
      other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
      other.eventLoop().schedule(() -> other.close(), LAST_BYTES_SECONDS, TimeUnit.SECONDS);
    } else {
      other.close();
    }
  }
}
