package dev.weir.bandwidth.iperf3;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets streams that receive take what is still on its way when the sender has ended: else the two
 * ends of a test would differ by what fits into the buffers between them. Over when nothing more
 * comes, or after half a second. Loop only.
 */
final class Drain {

  private static final int LOOK_MILLIS = 5;
  private static final int QUIET_LOOKS = 2;
  private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final EventLoop loop;
  private final List<TestStream> receivers;
  private final CompletableFuture<Long> over = new CompletableFuture<>();
  private final long begun = System.nanoTime();
  private long lastMoved = begun;
  private long bytes;
  private int quiet;

  private Drain(EventLoop loop, List<TestStream> receivers) {
    this.loop = loop;
    this.receivers = receivers;
    bytes = sum();
  }

  /**
   * Begins to wait.
   *
   * @return completed on the loop with the time at which the last data was seen, of {@link
   *     System#nanoTime()}; now, where nothing comes any more
   */
  static CompletableFuture<Long> of(EventLoop loop, List<TestStream> streams) {
    List<TestStream> receivers =
        streams.stream().filter(stream -> !stream.description().sender()).toList();
    Drain drain = new Drain(loop, receivers);
    if (receivers.isEmpty()) {
      drain.over.complete(drain.begun);
    } else {
      drain.lookAgain();
    }
    return drain.over;
  }

  private void lookAgain() {
    loop.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    long moved = sum();
    if (moved != bytes) {
      bytes = moved;
      lastMoved = now;
      quiet = 0;
    } else {
      quiet++;
    }
    if (quiet >= QUIET_LOOKS || now - begun > LIMIT_NANOS) {
      over.complete(lastMoved);
    } else {
      lookAgain();
    }
  }

  private long sum() {
    return receivers.stream().mapToLong(stream -> stream.data().bytes()).sum();
  }
}
