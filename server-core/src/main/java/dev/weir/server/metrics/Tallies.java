package dev.weir.server.metrics;

import io.netty.util.concurrent.EventExecutor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of a shard: a tally for each loop that works for it. Any thread. */
public final class Tallies {
  private final Map<EventExecutor, Tally> tallies = new ConcurrentHashMap<>();

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
    return known != null ? known : tallies.computeIfAbsent(loop, _ -> new Tally());
  }

  /**
   * Sums a counter over all loops.
   *
   * @param count which
   * @return what has been counted; never goes back
   */
  public long sum(Count count) {
    long sum = 0;
    for (Tally tally : tallies.values()) {
      sum += tally.get(count);
    }
    return sum;
  }
}
