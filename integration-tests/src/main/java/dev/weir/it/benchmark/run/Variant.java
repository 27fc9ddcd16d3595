package dev.weir.it.benchmark.run;

import java.io.IOException;

/**
 * One of those that a row compares.
 *
 * @param name such as {@code Weir} or {@code C}
 * @param warmUp least seconds of work before the first round
 * @param starter starts it
 */
record Variant(String name, double warmUp, Starter starter) {

  /** A JVM compiles for seconds, see {@link WarmUp}. */
  static final double OF_JVM = 3;

  /** Machine code as it will stay: only queues and buffers find their sizes. */
  static final double OF_C = 0.3;

  /** Starts a variant. */
  interface Starter {

    /**
     * Starts it, and returns when it can be measured.
     *
     * @throws Unavailable if this machine cannot run it
     */
    LiveVariant start() throws IOException, InterruptedException;
  }
}
