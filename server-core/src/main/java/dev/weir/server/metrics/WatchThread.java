package dev.weir.server.metrics;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that watches loops and samples connections for the whole process, so that no loop
 * has to. Made when it is first needed; it ends by itself when there is nothing to do.
 */
final class WatchThread {
  private static final ScheduledThreadPoolExecutor THREAD = make();

  private WatchThread() {}

  private static ScheduledThreadPoolExecutor make() {
    ScheduledThreadPoolExecutor made =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("weir-loop-watch").factory());
    made.setRemoveOnCancelPolicy(true);
    made.setKeepAliveTime(1, TimeUnit.SECONDS);
    made.allowCoreThreadTimeOut(true);
    return made;
  }

  static ScheduledFuture<?> every(long millis, Runnable task) {
    return THREAD.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }
}
