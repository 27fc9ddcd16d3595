package dev.weir.server.junit;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The threads that were not there before and do not end by themselves. */
final class ThreadLeaks {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Threads that the JDK keeps for everyone, and the one that watches loops and ends by itself. */
  private static final List<String> SHARED =
      List.of(
          "ForkJoinPool", "VirtualThread-", "process reaper", "Common-Cleaner", "weir-loop-watch");

  private final Set<Thread> before;

  private ThreadLeaks(Set<Thread> before) {
    this.before = before;
  }

  static ThreadLeaks none() {
    return new ThreadLeaks(Set.of());
  }

  static ThreadLeaks since() {
    return new ThreadLeaks(new HashSet<>(Thread.getAllStackTraces().keySet()));
  }

  /** Waits for the new ones, within a bound; an end is an event, so nothing polls. */
  List<String> left() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Thread thread : added()) {
      Duration patience = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      thread.join(patience);
    }
    return added().stream().map(thread -> "thread " + thread.getName()).toList();
  }

  private List<Thread> added() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .filter(thread -> SHARED.stream().noneMatch(thread.getName()::startsWith))
        .toList();
  }
}
