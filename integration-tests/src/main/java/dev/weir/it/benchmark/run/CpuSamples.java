package dev.weir.it.benchmark.run;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A process's processor time, sampled while load runs, so that the part of it that fell into the
 * measured time can be told afterwards: set-up and warm-up of the load are before it.
 */
final class CpuSamples implements AutoCloseable {

  private static final long PERIOD_NANOS = 50_000_000;

  private final CpuClock clock;
  private final NavigableMap<Long, Double> samples = new TreeMap<>();
  private final Thread sampler;
  private volatile boolean ended;

  private CpuSamples(CpuClock clock) {
    this.clock = clock;
    sample();
    this.sampler = Thread.ofPlatform().daemon().name("cpu").start(this::sampleAll);
  }

  static CpuSamples of(long pid) {
    return new CpuSamples(CpuClock.of(pid));
  }

  private void sampleAll() {
    while (!ended) {
      LockSupport.parkNanos(PERIOD_NANOS);
      sample();
    }
  }

  private synchronized void sample() {
    double seconds = clock.seconds();
    samples.put(System.nanoTime(), seconds);
  }

  /** Processor seconds between two moments of {@link System#nanoTime}. */
  synchronized double between(long from, long to) {
    return at(samples, to) - at(samples, from);
  }

  /** Since the sampling began. */
  double all() {
    sample();
    return between(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A straight line between the samples before and after. */
  static double at(NavigableMap<Long, Double> samples, long moment) {
    Map.Entry<Long, Double> before = samples.floorEntry(moment);
    Map.Entry<Long, Double> after = samples.ceilingEntry(moment);
    if (before == null || after == null) {
      Map.Entry<Long, Double> only = before == null ? after : before;
      return only == null ? 0 : only.getValue();
    }
    long span = after.getKey() - before.getKey();
    double share = span == 0 ? 0 : (double) (moment - before.getKey()) / span;
    return before.getValue() + share * (after.getValue() - before.getValue());
  }

  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(sampler);
  }
}
