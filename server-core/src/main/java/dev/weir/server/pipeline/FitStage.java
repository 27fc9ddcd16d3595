package dev.weir.server.pipeline;

import dev.weir.server.transport.PassedOver;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

/**
 * Copies a received datagram into memory of its own size. Any datagram may be the largest, so the
 * socket reads into 64 KiB; a handler that keeps datagrams would keep as much for each of 64 bytes.
 * Handlers that keep nothing take this stage out.
 */
final class FitStage extends ChannelInboundHandlerAdapter implements PassedOver {
  /** More than this unused is worth a copy. */
  private static final int WASTE = 1024;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ctx.fireChannelRead(fit(ctx, message));
  }

  /** The message, or a copy of its own size in its place. */
  static Object fit(ChannelHandlerContext ctx, Object message) {
    return message instanceof DatagramPacket packet ? fitted(ctx, packet) : message;
  }

  private static DatagramPacket fitted(ChannelHandlerContext ctx, DatagramPacket packet) {
    ByteBuf content = packet.content();
    int length = content.readableBytes();
    if (content.capacity() - length <= WASTE) {
      return packet;
    }
    try {
      ByteBuf copy = ctx.alloc().directBuffer(length).writeBytes(content);
      return new DatagramPacket(copy, packet.recipient(), packet.sender());
    } finally {
      packet.release();
    }
  }
}
