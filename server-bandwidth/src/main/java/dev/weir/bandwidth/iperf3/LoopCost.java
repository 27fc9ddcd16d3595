package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.CpuUse;
import dev.weir.linux.CpuTime;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processor time that a test's streams use on one loop, from now on. The loop's thread is asked in
 * a turn of its own, since the kernel tells a thread's time only to itself. Where streams of other
 * tests run on the loop too, the time is shared by the bytes moved.
 */
final class LoopCost {

  private static final Logger LOG = LoggerFactory.getLogger(LoopCost.class);
  private static final CpuTime NOTHING = new CpuTime(0, 0);

  private final EventLoop loop;
  private final List<TestStream> streams;
  private final long begun = System.nanoTime();
  private final long allBefore;
  private final long ownBefore;
  private final CompletableFuture<CpuTime> before;

  private LoopCost(EventLoop loop, List<TestStream> streams) {
    this.loop = loop;
    this.streams = streams.stream().filter(stream -> stream.loop().equals(loop)).toList();
    allBefore = LoopTraffic.bytes(loop);
    ownBefore = own();
    before = CompletableFuture.supplyAsync(LoopCost::now, loop);
  }

  /** Begins to measure every loop that these streams run on. */
  static List<LoopCost> of(List<TestStream> streams) {
    return streams.stream()
        .map(TestStream::loop)
        .distinct()
        .map(loop -> new LoopCost(loop, streams))
        .toList();
  }

  /** What has been used on all of them together. */
  static CompletionStage<CpuUse> sum(List<LoopCost> costs) {
    CompletableFuture<CpuUse> sum = CompletableFuture.completedFuture(CpuUse.NONE);
    for (LoopCost cost : costs) {
      sum = sum.thenCombine(cost.use(), LoopCost::add);
    }
    return sum;
  }

  private static CpuUse add(CpuUse one, CpuUse other) {
    return new CpuUse(
        one.total() + other.total(), one.user() + other.user(), one.system() + other.system());
  }

  private CompletableFuture<CpuUse> use() {
    double percent = 100 * share() / Math.max(1, System.nanoTime() - begun);
    return CompletableFuture.supplyAsync(LoopCost::now, loop)
        .thenCombine(before, CpuTime::since)
        .thenApply(used ->
            new CpuUse(
                percent * used.totalNanos(),
                percent * used.userNanos(),
                percent * used.systemNanos()));
  }

  private double share() {
    long all = LoopTraffic.bytes(loop) - allBefore;
    return all > 0 ? Math.min(1, (own() - ownBefore) / (double) all) : 1;
  }

  private long own() {
    return streams.stream().mapToLong(stream -> stream.data().bytes()).sum();
  }

  private static CpuTime now() {
    try {
      return CpuTime.ofThread();
    } catch (UnsupportedOperationException elsewhere) {
      LOG.debug("Processor time cannot be read here", elsewhere);
      return NOTHING;
    }
  }
}
