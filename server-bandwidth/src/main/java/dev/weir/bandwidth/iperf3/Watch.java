package dev.weir.bandwidth.iperf3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a running test once a second: whether its data still moves, and whether it keeps to the
 * server's rate. Loop only.
 */
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Iperf3Limits limits;
  private final List<TestStream> streams;
  private final Account account;
  private final Deque<Long> history = new ArrayDeque<>();
  private final int window;
  private final long patience;
  private long quietSince = System.nanoTime();
  private long billed = quietSince;
  private long billedBytes;
  private long moved;

  Watch(Iperf3Limits limits, TestParameters parameters, List<TestStream> streams, Account account) {
    this.limits = limits;
    this.streams = streams;
    this.account = account;
    window = limits.windowSeconds();
    history.addLast(0L);
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
    long bytes = moved();
    if (bytes != moved) {
      moved = bytes;
      quietSince = now;
    } else if (now - quietSince > patience) {
      throw new TestFailure(ErrorCode.IDLE);
    }
    bill(now, bytes);
    rate(bytes);
  }

  /** Puts on the bill what was used since the last look. */
  void settle() {
    try {
      bill(System.nanoTime(), moved());
    } catch (TestFailure spent) {
      LOG.debug("A test ended with the last of its quota: {}", spent.reason());
    }
  }

  private void bill(long now, long bytes) throws TestFailure {
    long before = billed;
    long bytesBefore = billedBytes;
    billed = now;
    billedBytes = bytes;
    account.use(bytes - bytesBefore, now - before, now);
  }

  private long moved() {
    return streams.stream().mapToLong(stream -> stream.data().bytes()).sum();
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
