package dev.weir.it.scenario.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does things at their moments of a test, in the order of those moments even where the machine is
 * so busy that several of them have passed.
 */
final class Alarms implements AutoCloseable {

  private final Clock clock;
  private final long origin = System.nanoTime();
  private final PriorityQueue<Alarm> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::due).thenComparing(Alarm::moment));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("faults").factory());

  Alarms(Clock clock) {
    this.clock = clock;
  }

  /** Something to do at a moment of the test. */
  record Task(Duration moment, Runnable what) {}

  /**
   * A task on the queue.
   *
   * @param due in nanoseconds since {@code origin}
   */
  private record Alarm(long due, Duration moment, Runnable what) {}

  private long now() {
    return System.nanoTime() - origin;
  }

  /** Sets them all; where the test's time has not begun they count from now. */
  void set(List<Task> tasks) {
    long zero = now() - (long) (clock.seconds() * TimeUnit.SECONDS.toNanos(1));
    List<Alarm> alarms = new ArrayList<>();
    tasks.forEach(
        one -> alarms.add(new Alarm(zero + one.moment().toNanos(), one.moment(), one.what())));
    synchronized (waiting) {
      waiting.addAll(alarms);
    }
    timer.execute(this::ring);
  }

  private void ring() {
    for (Optional<Alarm> due = due(); due.isPresent(); due = due()) {
      due.get().what().run();
    }
    synchronized (waiting) {
      Alarm next = waiting.peek();
      if (next != null) {
        timer.schedule(this::ring, Math.max(0, next.due() - now()), TimeUnit.NANOSECONDS);
      }
    }
  }

  private Optional<Alarm> due() {
    synchronized (waiting) {
      Alarm next = waiting.peek();
      return next != null && next.due() <= now()
          ? Optional.ofNullable(waiting.poll())
          : Optional.empty();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
