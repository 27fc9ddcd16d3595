package dev.weir.bandwidth.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * What a connection and a flow of a load have in common: their content, their counting, their end.
 * All of it happens on the channel's loop.
 */
abstract class EchoChannel extends ChannelInboundHandlerAdapter {

  private final EchoSettings settings;
  private final EchoRun run;
  private @Nullable Tally tally;
  private @Nullable Window window;
  private @Nullable ByteBuf content;
  private boolean ended;

  EchoChannel(EchoSettings settings, EchoRun run) {
    this.settings = settings;
    this.run = run;
  }

  /** Makes the messages to send out of the shared content, which outlives them. */
  abstract void prepare(ByteBuf content);

  /** Sends the first messages. */
  abstract void begin(ChannelHandlerContext context);

  /** Starts the load on this channel; called on its loop. */
  void begin(ChannelHandlerContext context, Tally counts, Window measured) {
    tally = counts;
    window = measured;
    if (content != null) {
      begin(context);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    content = context.alloc().directBuffer(settings.messageSize(), settings.messageSize());
    content.writeZero(settings.messageSize());
    prepare(content);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (content != null) {
      content.release();
      content = null;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end("the server closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    String message = cause.getMessage();
    fail(context, message == null ? cause.getClass().getSimpleName() : message);
  }

  final void fail(ChannelHandlerContext context, String reason) {
    end(reason);
    context.close();
  }

  final int messageSize() {
    return settings.messageSize();
  }

  final EchoSettings settings() {
    return settings;
  }

  final boolean mayGoOn(long now) {
    return !ended && window != null && !window.isOver(now);
  }

  final void count(long sentAt, long now) {
    if (isCounting(now)) {
      tally().completed(now - sentAt);
    }
  }

  final boolean isCounting(long now) {
    return window != null && window.contains(now);
  }

  final Tally tally() {
    if (tally == null) {
      throw new IllegalStateException("the load has not begun");
    }
    return tally;
  }

  private void end(String reason) {
    if (!ended) {
      ended = true;
      run.channelEnded(reason);
    }
  }
}
