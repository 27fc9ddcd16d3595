package dev.weir.bandwidth.iperf3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that its last words arrive: a close with unread bytes would reset it and
 * take them along. Sends, ends the output, drops what still comes until the peer has closed, and
 * waits no longer than a moment for that.
 */
final class Parting extends ChannelInboundHandlerAdapter {

  private static final int PATIENCE_SECONDS = 2;

  private int left = 1 << 20;

  private Parting() {}

  /** Takes the channel out of anybody else's hands. Loop only. */
  static void after(Channel channel, ByteBuf lastWords) {
    if (!channel.isActive()) {
      lastWords.release();
      channel.close();
      return;
    }
    channel.pipeline().addFirst(new Parting());
    channel.config().setAutoRead(true);
    channel.writeAndFlush(lastWords).addListener(written -> halfClose(channel));
    channel.eventLoop().schedule(() -> channel.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static ChannelFuture halfClose(Channel channel) {
    return channel instanceof DuplexChannel duplex ? duplex.shutdownOutput() : channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    left -= message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    ReferenceCountUtil.release(message);
    if (left < 0) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
