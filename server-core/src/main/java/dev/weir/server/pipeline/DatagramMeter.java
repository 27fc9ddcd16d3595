package dev.weir.server.pipeline;

import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.transport.PassedOver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.unix.SegmentedDatagramPacket;

/** Counts datagrams and their bytes. */
final class DatagramMeter extends MeterStage implements PassedOver {
  /** A weight carries both: datagrams above this bit, bytes below. */
  private static final int DATAGRAMS = 40;

  @Override
  void received(Traffic counted, Object message) {
    counted.receivedDatagrams(1, bytes(message));
  }

  @Override
  long weight(Object message) {
    long bytes = bytes(message);
    return datagrams(message, bytes) << DATAGRAMS | bytes;
  }

  private static long datagrams(Object message, long bytes) {
    return message instanceof SegmentedDatagramPacket segmented && segmented.segmentSize() > 0
        ? Math.ceilDiv(bytes, segmented.segmentSize())
        : 1;
  }

  private static long bytes(Object message) {
    return switch (message) {
      case ByteBuf buffer -> buffer.readableBytes();
      case ByteBufHolder packet -> packet.content().readableBytes();
      case AddressedEnvelope<?, ?> envelope when envelope.content() instanceof ByteBuf buffer ->
          buffer.readableBytes();
      default -> 0;
    };
  }

  @Override
  void sent(Traffic counted, long weight) {
    counted.sentDatagrams(weight >>> DATAGRAMS, weight & ((1L << DATAGRAMS) - 1));
  }

  @Override
  void lost(Traffic counted) {
    counted.happened(Count.ERRORS_SOCKET);
  }
}
