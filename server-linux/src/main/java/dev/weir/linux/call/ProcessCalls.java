package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/** Where a process belongs and where a thread runs. */
public final class ProcessCalls {

  /** Processors that an affinity mask of the C library can name. */
  private static final int PROCESSORS = 1024;

  private static final MethodHandle SETSID = Libc.bind("setsid", FunctionDescriptor.of(JAVA_INT));

  private static final MethodHandle SCHED_SETAFFINITY =
      Libc.bind("sched_setaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));

  private static final MethodHandle SCHED_GETAFFINITY =
      Libc.bind("sched_getaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));

  private static final MethodHandle SCHED_GETSCHEDULER =
      Libc.bind("sched_getscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private static final MethodHandle SCHED_SETSCHEDULER =
      Libc.bind("sched_setscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));

  private ProcessCalls() {}

  /**
   * Makes the process the leader of a new session without a terminal.
   *
   * @throws SystemCallException EPERM where the process leads a process group already
   */
  public static void newSession() throws SystemCallException {
    MemorySegment state = Libc.state();
    try {
      int session = (int) SETSID.invokeExact(state);
      Libc.checked(Libc.result(session, state), "setsid");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /**
   * Binds the calling thread, and threads that it starts from then on, to one processor.
   *
   * @param processor from 0 to 1023
   * @throws SystemCallException EINVAL where there is no such processor or this thread may not use
   *     it
   * @throws IllegalArgumentException where the number is out of range
   */
  public static void runOn(int processor) throws SystemCallException {
    if (processor < 0 || processor >= PROCESSORS) {
      throw new IllegalArgumentException(
          "processor: " + processor + " (expected: 0 to " + (PROCESSORS - 1) + ")");
    }
    BitSet one = new BitSet();
    one.set(processor);
    runOn(one);
  }

  /**
   * Binds the calling thread, and threads that it starts from then on, to some processors.
   *
   * @param processors numbers from 0 to 1023
   * @throws SystemCallException EINVAL where this thread may use none of them
   */
  public static void runOn(BitSet processors) throws SystemCallException {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(PROCESSORS / Byte.SIZE);
      // Little-endian, as every architecture supported here: bit n of byte n/8, as in the set.
      mask.copyFrom(MemorySegment.ofArray(processors.toByteArray()));
      int done = (int) SCHED_SETAFFINITY.invokeExact(state, 0, mask.byteSize(), mask);
      Libc.checked(Libc.result(done, state), "sched_setaffinity");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /**
   * The processors that a thread may use.
   *
   * @param thread its number in the kernel, which for a process's first thread is the process's; 0
   *     for the calling thread
   * @return numbers from 0 to 1023
   * @throws SystemCallException ESRCH where there is no such thread
   */
  public static BitSet processors(int thread) throws SystemCallException {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(PROCESSORS / Byte.SIZE);
      int done = (int) SCHED_GETAFFINITY.invokeExact(state, thread, mask.byteSize(), mask);
      Libc.checked(Libc.result(done, state), "sched_getaffinity");
      return BitSet.valueOf(mask.toArray(JAVA_BYTE));
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /**
   * By what rule the calling thread gets its processor time.
   *
   * @return a policy of sched(7): 0 the usual one, 3 SCHED_BATCH
   * @throws SystemCallException where the kernel refuses
   */
  public static int schedulingPolicy() throws SystemCallException {
    MemorySegment state = Libc.state();
    try {
      int policy = (int) SCHED_GETSCHEDULER.invokeExact(state, 0);
      return Libc.checked(Libc.result(policy, state), "sched_getscheduler");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /**
   * Gives the calling thread, and threads that it starts from then on, another rule, one without a
   * priority of its own.
   *
   * @param policy of sched(7): 0 the usual one, 3 SCHED_BATCH
   * @throws SystemCallException where the kernel refuses
   */
  public static void scheduleBy(int policy) throws SystemCallException {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment priority = arena.allocate(JAVA_INT);
      int done = (int) SCHED_SETSCHEDULER.invokeExact(state, 0, policy, priority);
      Libc.checked(Libc.result(done, state), "sched_setscheduler");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
