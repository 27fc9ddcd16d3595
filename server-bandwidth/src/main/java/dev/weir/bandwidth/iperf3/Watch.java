package dev.weir.bandwidth.iperf3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a running test once a second: whether its data still moves, and whether it keeps to the
 * server's rate. Loop only.
 */
final class Watch {

  private final Iperf3Limits limits;
  private final List<TestStream> streams;
  private final Deque<Long> history = new ArrayDeque<>();
  private final int window;
  private final long patience;
  private long quietSince = System.nanoTime();
  private long moved;

  Watch(Iperf3Limits limits, TestParameters parameters, List<TestStream> streams) {
    this.limits = limits;
    this.streams = streams;
    window = Math.toIntExact(Math.max(1, limits.bitrateWindow().toSeconds()));
    patience = Math.max(limits.receiveTimeout().toNanos(), twoBlocks(parameters));
  }

  /** A slow test may move a block only now and then. */
  private static long twoBlocks(TestParameters parameters) {
    long rate = parameters.number(Parameter.BANDWIDTH);
    long bits = 2L * Byte.SIZE * parameters.blockSize();
    return rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(bits / rate);
  }

  void look() throws TestFailure {
    long now = System.nanoTime();
    long bytes = streams.stream().mapToLong(stream -> stream.data().bytes()).sum();
    if (bytes != moved) {
      moved = bytes;
      quietSince = now;
    } else if (now - quietSince > patience) {
      throw new TestFailure(ErrorCode.IDLE);
    }
    rate(bytes);
  }

  private void rate(long bytes) throws TestFailure {
    history.addLast(bytes);
    if (history.size() <= window) {
      return;
    }
    long inWindow = bytes - history.removeFirst();
    if (limits.bitrate() > 0 && inWindow * Byte.SIZE / window > limits.bitrate()) {
      throw new TestFailure(ErrorCode.TOTAL_RATE);
    }
  }
}
