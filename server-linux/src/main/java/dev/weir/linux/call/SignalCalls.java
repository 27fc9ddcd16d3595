package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What signals do to this process. */
public final class SignalCalls {
  private static final long SIG_DFL = 0;

  private static final MethodHandle SIGNAL =
      Libc.bind("signal", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG));

  private SignalCalls() {}

  /**
   * Lets a signal do again what it does by itself, mostly to end the process.
   *
   * @param signal its number, such as 2 for SIGINT
   * @throws SystemCallException EINVAL where there is no such signal, or none that can be changed
   */
  public static void byDefault(int signal) throws SystemCallException {
    MemorySegment state = Libc.state();
    try {
      long before = (long) SIGNAL.invokeExact(state, signal, SIG_DFL);
      // Only SIG_ERR is -1; handlers of the upper half of memory are none of a program's.
      Libc.checked((int) Math.min(Libc.result(before, state), 0), "signal");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
