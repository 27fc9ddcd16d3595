package dev.weir.server.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes on what a watch finds: lags to whoever measures them now, blocked loops to one. */
public final class LoopLags implements LoopWatch.Listener {
  private final List<Consumer<Long>> hearers = new CopyOnWriteArrayList<>();
  private final Consumer<BlockedLoop> blocked;

  /**
   * Nobody measures yet.
   *
   * @param blocked hears of each blocked loop
   */
  public LoopLags(Consumer<BlockedLoop> blocked) {
    this.blocked = blocked;
  }

  /**
   * Measures from now on.
   *
   * @param hearer takes nanoseconds, on each of the loops; must not wait
   */
  public void add(Consumer<Long> hearer) {
    hearers.add(hearer);
  }

  /**
   * Measures no more.
   *
   * @param hearer that was added
   */
  public void remove(Consumer<Long> hearer) {
    hearers.remove(hearer);
  }

  @Override
  public void lag(int loop, long nanos) {
    for (Consumer<Long> hearer : hearers) {
      hearer.accept(nanos);
    }
  }

  @Override
  public void blocked(BlockedLoop found) {
    blocked.accept(found);
  }
}
