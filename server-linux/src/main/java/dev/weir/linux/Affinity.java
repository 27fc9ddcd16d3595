package dev.weir.linux;

import dev.weir.linux.call.ProcessCalls;
import dev.weir.linux.call.SystemCallException;
import java.util.BitSet;
import java.util.List;

/**
 * On which processors threads may run. A thread that is begun by a pinned one is pinned too, which
 * {@link #free()} undoes.
 */
public final class Affinity {
  private static final int THIS_THREAD = 0;

  private static volatile boolean pinning;

  private Affinity() {}

  /**
   * The processors that the process may use, as its first thread has them: all of the machine, or
   * fewer by taskset, a container or a service manager.
   *
   * @return numbers from 0, ascending, at least one
   * @throws SystemCallException where the kernel refuses
   * @throws UnsupportedOperationException away from Linux
   */
  public static List<Integer> ofProcess() throws SystemCallException {
    return listed(ofFirstThread());
  }

  /**
   * The processors that the calling thread may use; of a virtual thread, those of the thread that
   * carries it now.
   *
   * @return numbers from 0, ascending, at least one
   * @throws SystemCallException where the kernel refuses
   * @throws UnsupportedOperationException away from Linux
   */
  public static List<Integer> ofThread() throws SystemCallException {
    return listed(ProcessCalls.processors(THIS_THREAD));
  }

  /**
   * Binds the calling thread to one processor.
   *
   * @param processor from 0 to 1023
   * @throws SystemCallException EINVAL where the thread may not use it
   * @throws UnsupportedOperationException away from Linux
   */
  public static void pin(int processor) throws SystemCallException {
    pinning = true;
    ProcessCalls.runOn(processor);
  }

  /**
   * Lets the calling thread use what the process may, in a process where a thread was pinned;
   * without one, it costs nothing. For threads that a pinned one may have begun, such as those that
   * carry virtual threads.
   *
   * @throws SystemCallException where the kernel refuses
   */
  public static void free() throws SystemCallException {
    if (pinning) {
      ProcessCalls.runOn(ofFirstThread());
    }
  }

  private static BitSet ofFirstThread() throws SystemCallException {
    return ProcessCalls.processors((int) ProcessHandle.current().pid());
  }

  private static List<Integer> listed(BitSet processors) {
    return processors.stream().boxed().toList();
  }
}
