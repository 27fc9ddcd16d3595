package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Lets a variant work until it is as fast as it gets: a JVM shares its one processor with its
 * compilers, for more than ten seconds where many connections are served.
 */
final class WarmUp {

  private static final double LAP = 1;
  private static final int LAPS = 15;

  /** What compilers may take of a lap that counts as warm. */
  private static final double WARM = 0.03;

  private final LiveVariant live;

  WarmUp(LiveVariant live) {
    this.live = live;
  }

  /** For so many seconds at least, and then until its compilers have little to do. */
  void run(double least) throws IOException, InterruptedException {
    OptionalLong worker = live.worker();
    live.trial(least);
    if (worker.isPresent() && least > LAP) {
      CompilerClock clock = new CompilerClock(worker.getAsLong());
      for (int lap = 0, warm = 0; lap < LAPS && warm < 2; lap++) {
        live.trial(LAP);
        warm = clock.lap() < WARM * LAP ? warm + 1 : 0;
      }
    }
  }
}
