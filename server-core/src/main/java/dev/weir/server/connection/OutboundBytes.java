package dev.weir.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a task has written and the kernel has not taken yet. Writers add and wake the loop once; the
 * loop writes all that is there and flushes once. A writer waits while too much is on its way.
 */
final class OutboundBytes {
  private final ChannelHandlerContext context;
  private final ConcurrentLinkedQueue<ByteBuf> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong pending = new AtomicLong();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Throwable failure;

  OutboundBytes(ChannelHandlerContext context) {
    this.context = context;
  }

  /** Takes over a buffer; any thread. */
  void add(ByteBuf bytes) {
    pending.addAndGet(bytes.readableBytes());
    queue.add(bytes);
    if (scheduled.compareAndSet(false, true)) {
      schedule();
    } else if (failure instanceof RejectedExecutionException) {
      releaseAll();
    }
  }

  private void schedule() {
    try {
      context.executor().execute(this::send);
    } catch (RejectedExecutionException e) {
      // The loop has ended, and with it every channel on it: nothing can be sent any more.
      fail(e);
      releaseAll();
    }
  }

  private void send() {
    scheduled.set(false);
    for (ByteBuf bytes = queue.poll(); bytes != null; bytes = queue.poll()) {
      int size = bytes.readableBytes();
      ChannelFuture written = context.write(bytes);
      written.addListener(done -> sent(size, done.cause()));
    }
    context.flush();
  }

  private void sent(int size, @Nullable Throwable cause) {
    if (cause != null) {
      fail(cause);
    }
    pending.addAndGet(-size);
    wake();
  }

  void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    wake();
  }

  private void wake() {
    waiting.forEach(LockSupport::unpark);
  }

  /** Waits until the peer has taken enough. Any number of threads. */
  void awaitSpace(Deadline deadline) throws IOException {
    refuseFailed();
    deadline.refusePassed("write");
    if (pending.get() <= Connection.OUTBOUND_BYTES) {
      return;
    }
    waiting.add(Thread.currentThread());
    try {
      while (pending.get() > Connection.OUTBOUND_BYTES) {
        refuseFailed();
        if (Thread.interrupted()) {
          throw new InterruptedIOException("write: interrupted, the connection is being ended");
        }
        deadline.park(this, "write");
      }
    } finally {
      waiting.remove(Thread.currentThread());
    }
  }

  void refuseFailed() throws IOException {
    Throwable cause = failure;
    if (cause != null) {
      throw new IOException("write: " + cause.getMessage(), cause);
    }
  }

  long pending() {
    return pending.get();
  }

  private void releaseAll() {
    for (ByteBuf bytes = queue.poll(); bytes != null; bytes = queue.poll()) {
      bytes.release();
    }
  }
}
