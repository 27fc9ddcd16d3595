package dev.weir.server.pipeline;

import dev.weir.server.metrics.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.FileRegion;

/** Counts the bytes of a connection. */
class StreamMeter extends MeterStage {
  @Override
  final void received(Traffic counted, Object message) {
    counted.received(weight(message));
  }

  @Override
  final long weight(Object message) {
    // Not by a switch over types, for which the JVM makes code at the first message.
    if (message instanceof ByteBuf buffer) {
      return buffer.readableBytes();
    }
    return message instanceof FileRegion region ? region.count() : 0;
  }

  @Override
  final void sent(Traffic counted, long bytes) {
    counted.sent(bytes);
  }

  @Override
  final void lost(Traffic counted) {
    // The connection is gone, which is counted once, not for each write that waited.
  }
}
