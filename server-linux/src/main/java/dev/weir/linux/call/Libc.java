package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Binds functions of the C library; away from Linux it binds refusals, which throw when called. */
final class Libc {
  private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();

  /** Where a call leaves errno: own memory per thread, freed after the thread. */
  private static final ThreadLocal<MemorySegment> STATES =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private Libc() {}

  /** The function with a first argument for {@link #state()}, from which errno can be read. */
  // Foreign calls are what this class is for; users allow them by --enable-native-access.
  @SuppressWarnings("restricted")
  static MethodHandle bind(
      String function, FunctionDescriptor descriptor, Linker.Option... options) {
    if (!supported()) {
      return refusal(function, descriptor);
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(function)
        .map(found -> linker.downcallHandle(found, descriptor, withErrno(options)))
        .orElseGet(() -> refusal(function, descriptor));
  }

  private static Linker.Option[] withErrno(Linker.Option... options) {
    Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = Linker.Option.captureCallState("errno");
    return all;
  }

  static MemorySegment state() {
    return STATES.get();
  }

  /** The value, or the negated errno where the value is negative: the kernel's own convention. */
  static int result(int value, MemorySegment state) {
    return value >= 0 ? value : -state.get(JAVA_INT, 0);
  }

  static long result(long value, MemorySegment state) {
    return value >= 0 ? value : -state.get(JAVA_INT, 0);
  }

  static int checked(int result, String call) throws SystemCallException {
    if (result < 0) {
      throw new SystemCallException(call, Errno.of(-result));
    }
    return result;
  }

  /** What a handle may throw, made unchecked: only the refusal of {@link #bind} can come. */
  static RuntimeException unexpected(Throwable thrown) {
    return switch (thrown) {
      case Error error -> throw error;
      case RuntimeException exception -> exception;
      default -> new IllegalStateException(thrown);
    };
  }

  private static boolean supported() {
    return System.getProperty("os.name").startsWith("Linux")
        && ARCHITECTURES.contains(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
  }

  private static MethodHandle refusal(String function, FunctionDescriptor descriptor) {
    String message =
        "system call: %s on %s %s (expected: Linux on x86-64 or aarch64); use what needs it there"
            .formatted(function, System.getProperty("os.name"), System.getProperty("os.arch"));
    var type = descriptor.toMethodType().insertParameterTypes(0, MemorySegment.class);
    MethodHandle thrower =
        MethodHandles.throwException(type.returnType(), UnsupportedOperationException.class)
            .bindTo(new UnsupportedOperationException(message));
    return MethodHandles.dropArguments(thrower, 0, type.parameterList());
  }
}
