package dev.weir.linux;

import dev.weir.linux.call.ProcessCalls;
import dev.weir.linux.call.SystemCallException;

/** How the kernel shares a processor among threads. */
public final class Scheduling {
  private static final int USUAL = 0;
  private static final int BATCH = 3;

  private Scheduling() {}

  /**
   * Lets the calling thread, when something wakes it, wait for the running one to pause or to use
   * up its time, a few milliseconds: SCHED_BATCH of sched(7), which needs no privilege. Threads
   * that wake each other all the time on one processor change places less often so. Of a virtual
   * thread, the thread that carries it now is meant. A thread that has another rule than the usual
   * one keeps it.
   *
   * @return whether the thread waits so from now on
   * @throws SystemCallException where the kernel refuses
   * @throws UnsupportedOperationException away from Linux
   */
  public static boolean takeTurns() throws SystemCallException {
    int policy = ProcessCalls.schedulingPolicy();
    if (policy == USUAL) {
      ProcessCalls.scheduleBy(BATCH);
    }
    return policy == USUAL || policy == BATCH;
  }
}
