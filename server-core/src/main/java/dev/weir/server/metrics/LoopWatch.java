package dev.weir.server.metrics;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;

/**
 * Asks each loop of a group, a few times a second, to answer, and measures how long that takes: the
 * loop's lag, as a connection would feel it. A loop that does not answer in time is reported once,
 * with its stack. One thread watches all groups of the process; it ends with the last of them.
 */
public final class LoopWatch implements AutoCloseable {
  /** How often each loop is asked. */
  public static final Duration INTERVAL = Duration.ofMillis(250);

  /** After how long without an answer a loop counts as blocked, unless said otherwise. */
  public static final Duration BLOCKED_AFTER = Duration.ofSeconds(1);

  /** Hears what the watch finds. Calls come from a loop or from the watching thread. */
  public interface Listener {

    /**
     * A loop has answered; called on that loop.
     *
     * @param loop its position in the group, from 0
     * @param nanos how long it took
     */
    void lag(int loop, long nanos);

    /**
     * A loop does not answer; called once for each time that it blocks.
     *
     * @param blocked which, how long, and where
     */
    void blocked(BlockedLoop blocked);
  }

  /** A loop, as it can be asked without making it answer. Any thread. */
  public interface Loop {
    /**
     * Tasks that wait for the loop, timers not counted.
     *
     * @return from 0
     */
    int pendingTasks();

    /**
     * How long the loop has owed an answer.
     *
     * @return nanoseconds; 0 where it owes none
     */
    long silentNanos();
  }

  private final List<Probe> probes = new ArrayList<>();
  private final ScheduledFuture<?> ticking;

  private LoopWatch(Iterable<EventExecutor> loops, Duration blockedAfter, Listener listener) {
    int position = 0;
    for (EventExecutor loop : loops) {
      probes.add(new Probe(loop, position++, blockedAfter.toNanos(), listener));
    }
    ticking = WatchThread.every(INTERVAL.toMillis(), this::tick);
  }

  /**
   * Begins to watch.
   *
   * @param loops the group, or any loops
   * @param blockedAfter how long a loop may be silent, above zero
   * @param listener hears of lag and of blocked loops; must not wait
   * @return the watch, to be closed before the loops are
   */
  public static LoopWatch over(
      Iterable<EventExecutor> loops, Duration blockedAfter, Listener listener) {
    return new LoopWatch(loops, blockedAfter, listener);
  }

  /**
   * The loops that are watched.
   *
   * @return in the order of their positions
   */
  public List<Loop> loops() {
    return List.copyOf(probes);
  }

  private void tick() {
    probes.forEach(Probe::tick);
  }

  @Override
  public void close() {
    ticking.cancel(false);
  }

  /** One loop's question and answer. At most one question is on its way. */
  private static final class Probe implements Runnable, Loop {
    private final EventExecutor loop;
    private final int position;
    private final long blockedAfterNanos;
    private final Listener listener;
    private volatile boolean asked;
    private volatile long askedAt;
    private boolean reported;

    Probe(EventExecutor loop, int position, long blockedAfterNanos, Listener listener) {
      this.loop = loop;
      this.position = position;
      this.blockedAfterNanos = blockedAfterNanos;
      this.listener = listener;
    }

    void tick() {
      if (asked) {
        reportLate(System.nanoTime() - askedAt);
      } else {
        ask();
      }
    }

    private void ask() {
      reported = false;
      askedAt = System.nanoTime();
      asked = true;
      try {
        loop.execute(this);
      } catch (RejectedExecutionException ended) {
        // The loop has ended and will never answer; it is not blocked either.
        reported = true;
      }
    }

    @Override
    public void run() {
      listener.lag(position, System.nanoTime() - askedAt);
      asked = false;
    }

    @Override
    public int pendingTasks() {
      return loop instanceof SingleThreadEventExecutor single ? single.pendingTasks() : 0;
    }

    @Override
    public long silentNanos() {
      long since = askedAt;
      return asked ? Math.max(0, System.nanoTime() - since) : 0;
    }

    private void reportLate(long nanos) {
      if (nanos < blockedAfterNanos || reported || loop.isShuttingDown()) {
        return;
      }
      if (loop instanceof SingleThreadEventExecutor single) {
        reported = true;
        listener.blocked(
            new BlockedLoop(
                single.threadProperties().name(),
                Duration.ofNanos(nanos),
                List.of(single.threadProperties().stackTrace())));
      }
    }
  }
}
