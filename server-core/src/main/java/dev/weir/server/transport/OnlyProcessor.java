package dev.weir.server.transport;

import dev.weir.linux.Scheduling;
import dev.weir.linux.call.SystemCallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where there is one processor, a loop and the threads that carry tasks share it: each input wakes
 * a carrier, each answer the loop. If whoever is woken displaced whoever runs, they would change
 * places for each message, instead of once for all that a turn of the loop has read.
 */
public final class OnlyProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(OnlyProcessor.class);
  private static final boolean ONLY = Runtime.getRuntime().availableProcessors() == 1;

  private OnlyProcessor() {}

  /** Lets the calling thread, or the carrier of a virtual one, take turns with the others. */
  public static void share() {
    if (ONLY) {
      takeTurns();
    }
  }

  private static void takeTurns() {
    try {
      Scheduling.takeTurns();
    } catch (SystemCallException | UnsupportedOperationException refused) {
      LOG.debug("Threads of tasks and loops change places as they like", refused);
    }
  }
}
