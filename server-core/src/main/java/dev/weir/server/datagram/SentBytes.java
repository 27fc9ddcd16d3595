package dev.weir.server.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * What other threads hand to a loop to be sent, bounded: a thread that is faster than the loop
 * waits for it. Any thread but the loop's.
 */
final class SentBytes {
  /** Datagrams on their way to the loop. */
  private static final int MOST = 1024;

  private final Semaphore places = new Semaphore(MOST);

  void hand(EventLoop loop, ByteBuf datagram, Runnable send) {
    places.acquireUninterruptibly();
    try {
      loop.execute(() -> {
        places.release();
        send.run();
      });
    } catch (RejectedExecutionException ended) {
      places.release();
      datagram.release();
    }
  }
}
