package dev.weir.server;

import dev.weir.linux.Affinity;
import dev.weir.linux.call.SystemCallException;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;

/** Binds loops to processors of those that the process may use, in turn, and reads it back. */
final class Pinning {
  private Pinning() {}

  /** The processors that loops can be bound to. */
  static List<Integer> allowed() {
    try {
      return Affinity.ofProcess();
    } catch (SystemCallException | UnsupportedOperationException refused) {
      throw impossible(refused);
    }
  }

  /**
   * Binds each loop's thread.
   *
   * @param loops running or about to
   * @return the processor of each, as the kernel tells it afterwards
   * @throws StartException where one cannot be bound
   */
  static List<Integer> of(Iterable<EventExecutor> loops) {
    List<Integer> allowed = allowed();
    List<Future<Integer>> asked = new ArrayList<>();
    for (EventExecutor loop : loops) {
      int processor = allowed.get(asked.size() % allowed.size());
      asked.add(loop.submit(() -> pin(processor)));
    }
    return asked.stream().map(Pinning::done).toList();
  }

  private static int pin(int processor) throws SystemCallException {
    Affinity.pin(processor);
    List<Integer> now = Affinity.ofThread();
    if (!now.equals(List.of(processor))) {
      throw new IllegalStateException(
          "processors: %s (expected: [%d], as the loop was bound to)".formatted(now, processor));
    }
    return processor;
  }

  private static int done(Future<Integer> pinned) {
    if (!pinned.awaitUninterruptibly().isSuccess()) {
      throw impossible(pinned.cause());
    }
    return pinned.getNow();
  }

  private static StartException impossible(Throwable cause) {
    return new StartException(
        "pinned: a loop cannot be bound to a processor: %s".formatted(cause.getMessage()), cause);
  }
}
