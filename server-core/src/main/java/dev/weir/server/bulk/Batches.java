package dev.weir.server.bulk;

import dev.weir.linux.call.ReceiveBatch;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Memory for receiving, one per loop and kind: a batch is looked at before the next is received.
 */
final class Batches {
  /** What fits no more than a few times into 64 KiB gains nothing from being joined. */
  private static final int JOINABLE = 8 * 1024;

  private static final FastThreadLocal<ReceiveBatch> JOINED = of(16, 65_536);
  private static final FastThreadLocal<ReceiveBatch> HEADS = of(64, DatagramReader.VISIBLE);

  private Batches() {}

  static boolean joinable(int datagramBytes) {
    return datagramBytes <= JOINABLE;
  }

  /** Whole messages, for datagrams that the kernel may have joined. */
  static ReceiveBatch joined() {
    return JOINED.get();
  }

  /** First bytes only: what is not looked at is not copied. */
  static ReceiveBatch heads() {
    return HEADS.get();
  }

  private static FastThreadLocal<ReceiveBatch> of(int messages, int bytesEach) {
    return new FastThreadLocal<>() {
      @Override
      protected ReceiveBatch initialValue() {
        return new ReceiveBatch(messages, bytesEach);
      }
    };
  }
}
