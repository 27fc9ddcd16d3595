package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.CpuUse;
import dev.weir.linux.CpuTime;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processor time of the loops that serve a test, between two moments. Each loop's thread is asked
 * in a turn of its own, since the kernel tells a thread's time only to itself.
 */
final class LoopCost {

  private static final Logger LOG = LoggerFactory.getLogger(LoopCost.class);
  private static final CpuTime NOTHING = new CpuTime(0, 0);

  private final long begun = System.nanoTime();
  private final List<EventLoop> loops;
  private final List<CompletableFuture<CpuTime>> before;

  private LoopCost(Collection<EventLoop> loops) {
    this.loops = List.copyOf(Set.copyOf(loops));
    before = read(this.loops);
  }

  /** Begins to measure. */
  static LoopCost of(Collection<EventLoop> loops) {
    return new LoopCost(loops);
  }

  private static List<CompletableFuture<CpuTime>> read(List<EventLoop> loops) {
    List<CompletableFuture<CpuTime>> times = new ArrayList<>(loops.size());
    loops.forEach(loop -> times.add(CompletableFuture.supplyAsync(LoopCost::now, loop)));
    return times;
  }

  private static CpuTime now() {
    try {
      return CpuTime.ofThread();
    } catch (UnsupportedOperationException elsewhere) {
      LOG.debug("Processor time cannot be read here", elsewhere);
      return NOTHING;
    }
  }

  /** What was used until now. */
  CompletionStage<CpuUse> use() {
    double nanos = Math.max(1, System.nanoTime() - begun);
    List<CompletableFuture<CpuTime>> after = read(loops);
    CompletableFuture<CpuUse> use = CompletableFuture.completedFuture(CpuUse.NONE);
    for (int i = 0; i < loops.size(); i++) {
      CompletableFuture<CpuTime> used = after.get(i).thenCombine(before.get(i), CpuTime::since);
      use = use.thenCombine(used, (sum, each) -> add(sum, each, nanos));
    }
    return use;
  }

  private static CpuUse add(CpuUse sum, CpuTime used, double nanos) {
    return new CpuUse(
        sum.total() + 100 * used.totalNanos() / nanos,
        sum.user() + 100 * used.userNanos() / nanos,
        sum.system() + 100 * used.systemNanos() / nanos);
  }
}
