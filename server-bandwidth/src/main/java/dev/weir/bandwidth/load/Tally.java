package dev.weir.bandwidth.load;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What one loop counts: written by that loop alone, so that counting takes no lock; the counters
 * may be read by any thread at any time, the histogram only after the load has ended.
 */
final class Tally {

  private final Histogram latencies = Latency.newHistogram();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong late = new AtomicLong();

  void completed(long nanos) {
    latencies.recordValue(Math.clamp(nanos, 0, Latency.LONGEST_NANOS));
    increment(requests);
  }

  void lost() {
    increment(lost);
  }

  void late() {
    increment(late);
  }

  long requests() {
    return requests.get();
  }

  long lostCount() {
    return lost.get();
  }

  long lateCount() {
    return late.get();
  }

  Histogram latencies() {
    return latencies;
  }

  // A single writer needs no read-modify-write instruction.
  private static void increment(AtomicLong counter) {
    counter.setRelease(counter.getPlain() + 1);
  }
}
