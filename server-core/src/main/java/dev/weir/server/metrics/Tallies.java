package dev.weir.server.metrics;

import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of a shard: a tally for each loop that works for it. Any thread. */
public final class Tallies {
  private final Map<EventExecutor, Tally> tallies = new ConcurrentHashMap<>();

  /** What loops counted that have ended. Guarded by this. */
  private final Tally ended = new Tally();

  /** No tally yet. */
  public Tallies() {}

  /**
   * The tally of a loop, made when it is first asked for.
   *
   * @param loop the loop that will write
   * @return always the same for one loop
   */
  public Tally of(EventExecutor loop) {
    Tally known = tallies.get(loop);
    return known != null ? known : added(loop);
  }

  /** Loops may come and go for as long as a client counts: those that ended are not kept. */
  private synchronized Tally added(EventExecutor loop) {
    tallies.entrySet().removeIf(entry -> folded(entry.getKey(), entry.getValue()));
    return tallies.computeIfAbsent(loop, _ -> new Tally());
  }

  private boolean folded(EventExecutor loop, Tally tally) {
    if (!loop.isTerminated()) {
      return false;
    }
    for (Count count : Count.values()) {
      ended.add(count, tally.get(count));
    }
    return true;
  }

  /**
   * Sums a counter over all loops.
   *
   * @param count which
   * @return what has been counted; never goes back
   */
  public synchronized long sum(Count count) {
    long sum = ended.get(count);
    for (Tally tally : tallies.values()) {
      sum += tally.get(count);
    }
    return sum;
  }
}
