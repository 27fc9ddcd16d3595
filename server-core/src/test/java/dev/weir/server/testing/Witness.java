package dev.weir.server.testing;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands at the pipeline's end and keeps what comes through: messages, and what handlers threw. */
final class Witness extends ChannelInboundHandlerAdapter {
  static final String NAME = "witness";

  private final Queue<Object> messages = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    messages.add(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    failures.add(thrown);
    context.fireExceptionCaught(thrown);
  }

  List<Object> messages() {
    return new ArrayList<>(messages);
  }

  List<Throwable> failures() {
    return new ArrayList<>(failures);
  }

  void releaseAll() {
    for (Object message = messages.poll(); message != null; message = messages.poll()) {
      ReferenceCountUtil.release(message);
    }
  }
}
