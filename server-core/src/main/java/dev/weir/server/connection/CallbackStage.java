package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pipeline's end for a {@link ConnectionHandler}. */
final class CallbackStage extends ChannelInboundHandlerAdapter {
  private final ConnectionHandler handler;
  private @Nullable CallbackConnection connection;
  private @Nullable Throwable cause;

  CallbackStage(ConnectionHandler handler) {
    this.handler = handler;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    CallbackConnection opened =
        new CallbackConnection(context, late -> exceptionCaught(context, late));
    connection = opened;
    handler.opened(opened);
    context.flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    ByteBuf bytes = (ByteBuf) message;
    try {
      CallbackConnection current = connection;
      if (current != null && !current.ending() && bytes.isReadable()) {
        // One call for one message of the stage before, even where it is made of parts.
        handler.received(current, bytes.nioBuffer().asReadOnlyBuffer());
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
    context.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (connection != null) {
      connection.followWritability();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    CallbackConnection current = connection;
    if (current != null && event == DrainEvent.INSTANCE) {
      current.drain();
      handler.draining(current);
      context.flush();
    } else if (current != null && event == ChannelInputShutdownEvent.INSTANCE) {
      inputEnded(context, current);
    }
    context.fireUserEventTriggered(event);
  }

  private void inputEnded(ChannelHandlerContext context, CallbackConnection current)
      throws Exception {
    if (current.ending()) {
      context.close();
    } else {
      handler.inputEnded(current);
      context.flush();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    cause = thrown;
    context.fireExceptionCaught(thrown);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    CallbackConnection closing = connection;
    connection = null;
    try {
      if (closing != null) {
        closing.disarm();
        handler.closed(closing, Optional.ofNullable(cause));
      }
    } finally {
      context.fireChannelInactive();
    }
  }
}
