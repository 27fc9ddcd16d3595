package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What a process or thread has used. Any thread; nothing blocks. */
public final class ResourceCalls {
  /** The whole process, all its threads, living and ended. */
  public static final int RUSAGE_SELF = 0;

  /** The calling thread. */
  public static final int RUSAGE_THREAD = 1;

  /** Bytes of struct rusage: two times of 16 bytes (user, system), then 14 counters. */
  public static final int RUSAGE_BYTES = 144;

  private static final MethodHandle GETRUSAGE =
      Libc.bind("getrusage", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

  private ResourceCalls() {}

  /**
   * Reads resource usage.
   *
   * @param who {@link #RUSAGE_SELF} or {@link #RUSAGE_THREAD}
   * @param usage off heap, {@link #RUSAGE_BYTES} long
   * @throws SystemCallException where the kernel refuses
   */
  public static void usage(int who, MemorySegment usage) throws SystemCallException {
    MemorySegment state = Libc.state();
    try {
      int got = (int) GETRUSAGE.invokeExact(state, who, usage);
      Libc.checked(Libc.result(got, state), "getrusage");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
