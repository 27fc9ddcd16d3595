package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the loop has read and the task has not taken yet. The loop adds, one thread takes; neither
 * holds a lock while the other waits. Above {@link Connection#INBOUND_BYTES} reading stops, below
 * half of it reading goes on.
 */
final class InboundBytes {
  /** How the input ended. */
  private sealed interface End {
    record Orderly() implements End {}

    record Failed(Throwable cause) implements End {}
  }

  private static final End ORDERLY = new End.Orderly();

  private final Channel channel;
  private final ConcurrentLinkedQueue<ByteBuf> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private volatile @Nullable Thread waiting;
  private volatile @Nullable End end;
  private volatile boolean discarding;

  /** Whether the loop has stopped reading; written by the loop alone. */
  private volatile boolean paused;

  InboundBytes(Channel channel) {
    this.channel = channel;
  }

  /** Takes over a buffer; on the loop. */
  void add(ByteBuf bytes) {
    if (discarding || !bytes.isReadable()) {
      bytes.release();
      return;
    }
    int size = bytes.readableBytes();
    queue.add(bytes);
    if (queued.addAndGet(size) > Connection.INBOUND_BYTES) {
      pause();
    }
    if (discarding) {
      releaseAll();
    }
    wake();
  }

  private void pause() {
    paused = true;
    Reading.of(channel).stop(Reading.Reason.HANDLER);
    // The task may have emptied the queue before it could see that reading is paused.
    resume();
  }

  private void resume() {
    if (paused && (discarding || queued.get() < Connection.INBOUND_BYTES / 2)) {
      paused = false;
      Reading.of(channel).go(Reading.Reason.HANDLER);
    }
  }

  /** Resumes from any thread; where the loop has ended, so has the channel. */
  private void resumeOnLoop() {
    try {
      channel.eventLoop().execute(this::resume);
    } catch (RejectedExecutionException ended) {
      releaseAll();
    }
  }

  void end() {
    endWith(ORDERLY);
  }

  void fail(Throwable cause) {
    endWith(new End.Failed(cause));
  }

  private void endWith(End how) {
    if (end == null) {
      end = how;
    }
    wake();
  }

  void wake() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns bytes copied, or -1 at the end of the input or when {@code giveUp} says so. */
  int read(ByteBuffer target, Deadline deadline, BooleanSupplier giveUp) throws IOException {
    if (!target.hasRemaining()) {
      return 0;
    }
    return read(() -> take(target, Scan.ALL), deadline, giveUp);
  }

  /** The same, but takes nothing behind the first line feed. */
  int readLine(ByteBuffer target, Deadline deadline, BooleanSupplier giveUp) throws IOException {
    return read(() -> take(target, Scan.LINE), deadline, giveUp);
  }

  /** Whether there is input, or will be; takes none. */
  boolean await(Deadline deadline, BooleanSupplier giveUp) throws IOException {
    return read(queued::get, deadline, giveUp) > 0;
  }

  private int read(IntSupplier take, Deadline deadline, BooleanSupplier giveUp) throws IOException {
    deadline.refusePassed("read");
    int taken = take.getAsInt();
    return taken > 0 ? taken : waitAndTake(take, deadline, giveUp);
  }

  private int waitAndTake(IntSupplier take, Deadline deadline, BooleanSupplier giveUp)
      throws IOException {
    waiting = Thread.currentThread();
    try {
      for (; ; ) {
        // The end is looked at before the queue: bytes that came before it are not lost.
        End seen = end;
        int taken = take.getAsInt();
        if (taken > 0) {
          return taken;
        }
        if (seen != null || giveUp.getAsBoolean()) {
          return ended(seen);
        }
        if (Thread.interrupted()) {
          throw new InterruptedIOException("read: interrupted, the connection is being ended");
        }
        deadline.park(this, "read");
      }
    } finally {
      waiting = null;
    }
  }

  private static int ended(@Nullable End seen) throws IOException {
    if (seen instanceof End.Failed(Throwable cause)) {
      throw new IOException("read: " + cause.getMessage(), cause);
    }
    return -1;
  }

  private int take(ByteBuffer target, Scan scan) {
    int before = target.remaining();
    boolean more = true;
    for (ByteBuf head = queue.peek(); more && head != null; head = queue.peek()) {
      more = scan.copy(head, target) && target.hasRemaining();
      if (!head.isReadable()) {
        queue.poll();
        head.release();
      }
    }
    int taken = before - target.remaining();
    if (taken > 0 && queued.addAndGet(-taken) < Connection.INBOUND_BYTES / 2 && paused) {
      resumeOnLoop();
    }
    return taken;
  }

  /** Drops what is there and all that comes; the task has returned. */
  void discard() {
    discarding = true;
    releaseAll();
    resumeOnLoop();
  }

  int pending() {
    return queued.get();
  }

  private void releaseAll() {
    for (ByteBuf bytes = queue.poll(); bytes != null; bytes = queue.poll()) {
      bytes.release();
    }
  }
}
