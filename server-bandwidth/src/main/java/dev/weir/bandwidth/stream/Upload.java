package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Ending;
import dev.weir.server.bulk.Gate;
import dev.weir.server.bulk.Transfer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way to the network. A disk may be slow, so a thread of its own reads it, and hands
 * a few blocks at a time to the connection's loop.
 */
final class Upload implements Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  /** Blocks under way between the two threads: enough to keep both busy. */
  private static final int AHEAD = 4;

  private static final int PATIENCE_MILLIS = 500;

  /** So that an end is noticed while the gate is shut for long. */
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final Channel channel;
  private final FileChannel file;
  private final int blockBytes;
  private final Gate gate;
  private final Semaphore room = new Semaphore(AHEAD);
  private final AtomicLong bytes = new AtomicLong();
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private volatile boolean over;
  private long read;

  Upload(Channel channel, FileChannel file, int blockBytes, Gate gate) {
    this.channel = channel;
    this.file = file;
    this.blockBytes = blockBytes;
    this.gate = gate;
  }

  void begin() {
    channel.closeFuture().addListener(closed -> end(Ending.CLOSED));
    Thread.ofPlatform().daemon().name("iperf3-file-source").start(this::run);
  }

  private void run() {
    try {
      send();
      Ending ending = over ? Ending.LEFT : Ending.DONE;
      // What is handed over is counted once it is with the kernel; a peer may not want it.
      room.tryAcquire(AHEAD, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      end(ending);
    } catch (IOException unreadable) {
      LOG.warn("The file that is sent cannot be read", unreadable);
      end(Ending.FAILED);
    } catch (InterruptedException ours) {
      end(Ending.FAILED);
    }
  }

  private void send() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    boolean more = true;
    while (more && !over) {
      long elapsed = System.nanoTime() - begun;
      long allowed = gate.allowed(read, elapsed);
      if (allowed > 0) {
        more = block((int) Math.min(allowed, blockBytes));
      } else {
        more = pause(gate.delayNanos(read, elapsed));
      }
    }
  }

  /** False where the gate will never open again. */
  private static boolean pause(long nanos) {
    if (nanos < Long.MAX_VALUE) {
      LockSupport.parkNanos(Math.min(nanos, LONGEST_PAUSE));
    }
    return nanos < Long.MAX_VALUE;
  }

  /** Reads and hands over; false at the end of the file. */
  private boolean block(int length) throws IOException, InterruptedException {
    if (!room.tryAcquire(LONGEST_PAUSE, TimeUnit.NANOSECONDS)) {
      return true;
    }
    ByteBuf block = channel.alloc().directBuffer(length);
    int count = block.writeBytes(file, length);
    if (count <= 0) {
      block.release();
      room.release();
      return false;
    }
    read += count;
    gate.sent(count);
    channel.writeAndFlush(block).addListener(written -> written(written, count));
    return true;
  }

  private void written(Future<?> write, int count) {
    if (write.isSuccess()) {
      bytes.addAndGet(count);
    }
    room.release();
  }

  private void end(Ending ending) {
    over = true;
    channel.eventLoop().execute(() -> ended.complete(ending));
  }

  @Override
  public long bytes() {
    return bytes.get();
  }

  @Override
  public CompletionStage<Ending> ended() {
    return ended.minimalCompletionStage();
  }

  /** Ends once what is under way is with the kernel. */
  @Override
  public void leave() {
    over = true;
  }
}
