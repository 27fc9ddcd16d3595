package dev.weir.bandwidth.iperf3;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs what clients do, which anybody on the network can make happen as often as he likes: one line
 * a second at most, with the number of those left out. Any thread.
 */
final class QuietLog {

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final Logger log;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong silent = new AtomicLong();

  QuietLog(Logger log) {
    this.log = log;
  }

  /** One line about a client: what it did, as far as this line may say it. */
  void info(Object client, String what) {
    long due = next.get();
    long now = System.nanoTime();
    if (now - due < 0 || !next.compareAndSet(due, now + PERIOD)) {
      silent.incrementAndGet();
      return;
    }
    long left = silent.getAndSet(0);
    if (left > 0) {
      log.info("{} {} ({} like it were not logged)", client, what, left);
    } else {
      log.info("{} {}", client, what);
    }
  }
}
