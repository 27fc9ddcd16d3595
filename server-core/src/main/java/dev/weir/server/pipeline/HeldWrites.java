package dev.weir.server.pipeline;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Writes that wait for their time, in order; those that were flushed may leave. Loop only. */
final class HeldWrites {
  private record Held(Object message, long size, ChannelPromise promise) {}

  private final Queue<Held> waiting = new ArrayDeque<>();
  private int flushed;
  private long bytes;

  static long size(Object message) {
    return switch (message) {
      case ByteBuf buffer -> buffer.readableBytes();
      case FileRegion region -> region.count();
      default -> 0;
    };
  }

  void add(Object message, long size, ChannelPromise promise) {
    waiting.add(new Held(message, size, promise));
    bytes += size;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  void flush() {
    flushed = waiting.size();
  }

  boolean mayLeave() {
    return flushed > 0;
  }

  /** Writes the oldest, or the next part of it; returns how many bytes. */
  long write(ChannelHandlerContext ctx, long most) {
    Held oldest = waiting.element();
    return oldest.message instanceof ByteBuf buffer && buffer.readableBytes() > most
        ? part(ctx, oldest, buffer, (int) most)
        : whole(ctx, waiting.remove());
  }

  /** A part that fails fails the whole: the connection is lost then. */
  private long part(ChannelHandlerContext ctx, Held of, ByteBuf buffer, int length) {
    ChannelFuture written = ctx.write(buffer.readRetainedSlice(length));
    written.addListener(left -> {
      if (!left.isSuccess()) {
        of.promise.tryFailure(left.cause());
      }
    });
    bytes -= length;
    return length;
  }

  private long whole(ChannelHandlerContext ctx, Held held) {
    flushed--;
    long size = size(held.message);
    bytes -= size;
    ctx.write(held.message, held.promise);
    return size;
  }

  /** The connection is gone. */
  void fail() {
    for (Held held = waiting.poll(); held != null; held = waiting.poll()) {
      ReferenceCountUtil.release(held.message);
      held.promise.tryFailure(new ClosedChannelException());
    }
    flushed = 0;
    bytes = 0;
  }
}
