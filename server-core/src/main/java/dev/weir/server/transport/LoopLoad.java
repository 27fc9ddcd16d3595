package dev.weir.server.transport;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many channels that are busy all the time each loop has. What comes next goes to the loop that
 * has the fewest of them, else in turn: by turns alone, every second connection of a kind that
 * comes in pairs would find the same loop. Any thread.
 */
public final class LoopLoad {

  private static final Map<EventExecutor, Integer> BUSY = new ConcurrentHashMap<>();

  private LoopLoad() {}

  /**
   * One more.
   *
   * @param loop which has it
   */
  public static void add(EventExecutor loop) {
    BUSY.merge(loop, 1, Integer::sum);
  }

  /**
   * One less.
   *
   * @param loop which had it
   */
  public static void remove(EventExecutor loop) {
    BUSY.computeIfPresent(loop, (same, count) -> count == 1 ? null : count - 1);
  }

  private static int of(EventExecutor loop) {
    return BUSY.getOrDefault(loop, 0);
  }

  /**
   * Chooses among the loops of a group.
   *
   * @return for the group's constructor
   */
  public static EventExecutorChooserFactory chooser() {
    return loops -> new LeastBusy(loops.clone(), new AtomicInteger());
  }

  @SuppressWarnings("ArrayRecordComponent") // a copy of its own, never compared
  private record LeastBusy(EventExecutor[] loops, AtomicInteger turn)
      implements EventExecutorChooserFactory.EventExecutorChooser {

    @Override
    public EventExecutor next() {
      int first = Math.floorMod(turn.getAndIncrement(), loops.length);
      EventExecutor chosen = loops[first];
      int least = of(chosen);
      for (int i = 1; i < loops.length && least > 0; i++) {
        EventExecutor other = loops[(first + i) % loops.length];
        int busy = of(other);
        if (busy < least) {
          chosen = other;
          least = busy;
        }
      }
      return chosen;
    }
  }
}
