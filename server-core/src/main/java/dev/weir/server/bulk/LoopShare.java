package dev.weir.server.bulk;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * How much a transfer may move in one turn of its loop. The transfers of a loop share what a turn
 * may move together, so that none waits long for the next, nor do the loop's timers, however many
 * there are; and each gets as much as the others. Loop only.
 */
final class LoopShare {
  /** A turn of all: about a millisecond's work. */
  private static final long TURN = 4 << 20;

  /** Less would cost more calls than it saves time. */
  private static final long LEAST = 128 << 10;

  private static final FastThreadLocal<LoopShare> SHARES =
      new FastThreadLocal<>() {
        @Override
        protected LoopShare initialValue() {
          return new LoopShare();
        }
      };

  private int transfers;

  /** One more transfer on this loop. */
  static LoopShare join() {
    LoopShare share = SHARES.get();
    share.transfers++;
    return share;
  }

  void leave() {
    transfers--;
  }

  /** Of each transfer in this turn, in bytes. */
  long bytes() {
    return Math.max(LEAST, TURN / Math.max(1, transfers));
  }
}
