package dev.weir.server.pipeline;

import dev.weir.server.connection.Datagram;
import dev.weir.server.connection.DatagramHandler;
import dev.weir.server.connection.Replies;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Hands each datagram to a {@link DatagramHandler}, and sends the replies of one batch together.
 * One object serves all datagrams of a socket, one after another.
 */
public final class DatagramStage extends SimpleChannelInboundHandler<DatagramPacket>
    implements Datagram, Replies {
  private final DatagramHandler handler;
  private @Nullable ChannelHandlerContext context;
  private @Nullable DatagramPacket current;
  private boolean replied;

  /**
   * A stage for one socket.
   *
   * @param handler what to call
   */
  public DatagramStage(DatagramHandler handler) {
    this.handler = handler;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    current = packet;
    try {
      handler.received(this, this);
    } finally {
      current = null;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (replied) {
      replied = false;
      ctx.flush();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public ByteBuf payload() {
    return packet().content();
  }

  @Override
  public InetSocketAddress sender() {
    return packet().sender();
  }

  @Override
  public void send(ByteBuf payload) {
    DatagramPacket packet = packet();
    ByteBuf owned = isOf(packet, payload) ? payload.retainedDuplicate() : payload;
    replied = true;
    write(new DatagramPacket(owned, packet.sender()));
  }

  // The very buffer is meant, not one of the same bytes.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isOf(DatagramPacket packet, ByteBuf payload) {
    return payload == packet.content();
  }

  @Override
  public void send(byte[] payload) {
    send(Unpooled.copiedBuffer(payload));
  }

  private void write(DatagramPacket reply) {
    if (context == null) {
      reply.release();
      throw new IllegalStateException("replies: used before the socket was served");
    }
    context.write(reply, context.voidPromise());
  }

  private DatagramPacket packet() {
    if (current == null) {
      throw new IllegalStateException(
          "datagram: used after its handler returned (expected: during the call); copy what is"
              + " needed later");
    }
    return current;
  }
}
