package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramRoute;
import dev.weir.server.connection.SessionTask;
import dev.weir.server.connection.Sessions;
import dev.weir.server.connection.Sessions.Overflow;
import dev.weir.server.metrics.Count;
import dev.weir.server.transport.OnlyProcessor;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session whose task runs on a virtual thread. The loop adds datagrams to its queue, the task
 * takes them.
 */
final class TaskSession extends PeerSession {
  private static final Logger LOG = LoggerFactory.getLogger(TaskSession.class);
  private static final ThreadFactory THREADS =
      Thread.ofVirtual().name("weir-session-", 0).factory();

  private final SessionTask task;
  private final ConcurrentLinkedQueue<ByteBuffer> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicReference<@Nullable IOException> reported = new AtomicReference<>();
  private volatile @Nullable Thread waiting;
  private volatile boolean cutOff;
  private @Nullable Thread thread;

  TaskSession(SessionTable table, DatagramRoute wayBack, SessionTask task) {
    super(table, wayBack);
    this.task = task;
  }

  @Override
  void begin() {
    OnlyProcessor.share();
    Thread started = THREADS.newThread(this::run);
    thread = started;
    started.start();
  }

  private void run() {
    Ending ending = Ending.FAILED;
    OnlyProcessor.share();
    try {
      task.serve(this);
      ending = Ending.CLOSED;
    } catch (Throwable thrown) {
      // Anything a task throws ends its session and nothing else; the server counts and logs it.
      failed(thrown);
    } finally {
      Ending how = ending;
      table()
          .onLoop(() -> {
            table().end(this, how);
            dropAll();
          });
    }
  }

  /** What an interrupted task throws is no fault of its own, and nobody is left to count it. */
  private void failed(Throwable thrown) {
    if (cutOff) {
      LOG.debug("{}: cut off, its server has closed", this, thrown);
    } else {
      table().onLoop(() -> table().report(thrown));
    }
  }

  @Override
  void received(Arrival arrival) {
    ByteBuf payload = arrival.payload();
    int length = payload.readableBytes();
    if (!makeRoom(length)) {
      table().count(Count.DROPPED_SESSION_QUEUE);
      return;
    }
    ByteBuffer copy = ByteBuffer.allocate(length);
    payload.getBytes(payload.readerIndex(), copy.array());
    queue.add(copy);
    queued.incrementAndGet();
    wake();
  }

  @Override
  long unread() {
    return queue.stream().mapToLong(ByteBuffer::capacity).sum();
  }

  private boolean makeRoom(int length) {
    Sessions bounds = table().bounds();
    if (queued.get() >= bounds.queue()) {
      if (bounds.overflow() == Overflow.DROP_NEWEST || take() == null) {
        return false;
      }
      table().count(Count.DROPPED_SESSION_QUEUE);
    }
    return table().places().hold(length, bounds);
  }

  private @Nullable ByteBuffer take() {
    ByteBuffer next = queue.poll();
    if (next != null) {
      queued.decrementAndGet();
      table().places().release(next.capacity());
    }
    return next;
  }

  private void wake() {
    Thread asleep = waiting;
    if (asleep != null) {
      LockSupport.unpark(asleep);
    }
  }

  @Override
  void unreachable(IOException cause) {
    reported.set(cause);
    wake();
  }

  @Override
  void drain() {
    wake();
  }

  @Override
  void ended(Ending ending) {
    super.ended(ending);
    cutOff = ending == Ending.SERVER_CLOSED;
    wake();
    Thread running = thread;
    if (cutOff && running != null) {
      running.interrupt();
    }
  }

  /** The task will take no more. */
  private void dropAll() {
    while (take() != null) {
      table().count(Count.DROPPED_SESSION_QUEUE);
    }
  }

  @Override
  public Optional<ByteBuffer> receive() throws IOException {
    return receive(Long.MAX_VALUE);
  }

  @Override
  public Optional<ByteBuffer> receive(Duration atMost) throws IOException {
    if (!atMost.isPositive()) {
      throw new IllegalArgumentException("time: " + atMost + " (expected: above zero)");
    }
    return receive(atMost.toNanos());
  }

  private Optional<ByteBuffer> receive(long nanos) throws IOException {
    table().refuseOnLoop("receive");
    long begun = System.nanoTime();
    waiting = Thread.currentThread();
    try {
      for (; ; ) {
        // The end is looked at before the queue: what came before it is not lost.
        boolean over = !open() || draining();
        ByteBuffer next = take();
        if (next != null) {
          return Optional.of(next);
        }
        long left = nanos - (System.nanoTime() - begun);
        if (over || left <= 0) {
          return Optional.empty();
        }
        throwReported();
        if (Thread.interrupted()) {
          throw new InterruptedIOException("receive: interrupted, the session is being ended");
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      waiting = null;
    }
  }

  private void throwReported() throws IOException {
    IOException cause = reported.getAndSet(null);
    if (cause != null) {
      throw cause;
    }
  }
}
