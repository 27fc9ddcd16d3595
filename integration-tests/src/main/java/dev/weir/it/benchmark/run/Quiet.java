package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Whether anything else works on this machine: figures are worth nothing then. */
final class Quiet {

  private static final long LOOK_NANOS = 500_000_000;
  private static final double NOISE = 0.06;
  private static final int IDLE = 4;
  private static final int IOWAIT = 5;
  private static final int GUEST = 9;

  private final int patience;
  private final boolean wait;
  private final Progress progress;
  private boolean always = true;

  /**
   * Looks at the whole machine.
   *
   * @param patience seconds to wait at each row
   * @param wait whether to wait and give up, rather than to go on and remember it
   * @param progress is told
   */
  Quiet(int patience, boolean wait, Progress progress) {
    this.patience = patience;
    this.wait = wait;
    this.progress = progress;
  }

  /** Whether the machine was quiet each time. */
  boolean always() {
    return always;
  }

  /** Returns when it is quiet. */
  void await() throws IOException {
    long deadline = System.nanoTime() + patience * 1_000_000_000L;
    double busy = look();
    boolean told = false;
    while (busy > NOISE) {
      if (!wait) {
        always = false;
        progress.say("  " + text(busy) + ": these figures are not worth keeping");
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            text(busy)
                + " (expected: below %.0f %% within %d s); end what else runs, or set"
                    .formatted(100 * NOISE, patience)
                + " -Dweir.benchmark.busy=run to see figures that are not worth keeping");
      }
      if (!told) {
        progress.say("  waiting: " + text(busy));
        told = true;
      }
      busy = look();
    }
  }

  private static String text(double busy) {
    return "the machine is busy: %.0f %% of its processors".formatted(100 * busy);
  }

  private static double look() throws IOException {
    long[] before = ticks();
    LockSupport.parkNanos(LOOK_NANOS);
    return busy(before, ticks());
  }

  private static long[] ticks() throws IOException {
    return ticks(Files.readAllLines(Path.of("/proc/stat")));
  }

  static long[] ticks(List<String> stat) {
    return Arrays.stream(stat.getFirst().split("\\s+"))
        .skip(1)
        .limit(GUEST - 1)
        .mapToLong(Long::parseLong)
        .toArray();
  }

  /** The share of time in which processors worked, for this machine or for others on its host. */
  static double busy(long[] before, long[] after) {
    long all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
    long idle = idle(after) - idle(before);
    return all == 0 ? 0 : 1 - (double) idle / all;
  }

  private static long idle(long[] ticks) {
    return ticks[IDLE - 1] + ticks[IOWAIT - 1];
  }
}
