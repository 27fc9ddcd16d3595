package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * System calls by their number, through syscall(2). Each signature of a foreign function costs a
 * start 3 to 5 ms, as the JVM makes code for it; these have one signature together.
 */
enum KernelCall {
  SOCKET(41, 198),
  CONNECT(42, 203),
  BIND(49, 200),
  LISTEN(50, 201),
  SETSOCKOPT(54, 208),
  GETSOCKOPT(55, 209),
  ACCEPT4(288, 242),
  FCNTL(72, 25),
  DUP3(292, 24),
  CLOSE(3, 57);

  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final MethodHandle SYSCALL =
      Libc.bind(
          "syscall",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));

  private final long x86;
  private final long arm;

  KernelCall(long x86, long arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  /** Calls with arguments that are numbers or addresses; those that the call has not are 0. */
  int call(long first, long second, long third, long fourth, long fifth) {
    MemorySegment state = Libc.state();
    try {
      long result =
          (long) SYSCALL.invokeExact(state, number(), first, second, third, fourth, fifth);
      return (int) Libc.result(result, state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  private long number() {
    return ARM ? arm : x86;
  }

  /** The same for calls with up to three arguments. */
  int call(long first, long second, long third) {
    return call(first, second, third, 0, 0);
  }
}
