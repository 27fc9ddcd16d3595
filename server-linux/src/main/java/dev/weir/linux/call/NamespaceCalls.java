package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Moving a thread into a namespace, and what is found there. */
public final class NamespaceCalls {
  /** setns(2): the namespace must be of the network kind. */
  private static final int CLONE_NEWNET = 0x40000000;

  private static final int O_CLOEXEC = 0x80000;

  private static final MethodHandle OPEN =
      Libc.bind(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SETNS =
      Libc.bind("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle INDEX =
      Libc.bind("if_nametoindex", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private NamespaceCalls() {}

  /**
   * The number of an interface in the namespace of the calling thread. Java's own look-up misses
   * interfaces without an IPv4 address there, since it reads the first thread's /proc/net.
   *
   * @param device its name, such as {@code eth0}
   * @return from 1, or 0 where there is no such interface
   */
  public static int interfaceIndex(String device) {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      return (int) INDEX.invokeExact(state, arena.allocateFrom(device));
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /**
   * Moves the calling thread, for ever, into a network namespace. Sockets that it makes from then
   * on belong to that. Only a thread that is thrown away afterwards should be moved.
   *
   * @param file such as {@code /run/netns/blue} or {@code /proc/1234/ns/net}
   * @throws SystemCallException where there is no such namespace, or CAP_SYS_ADMIN is missing
   * @throws IllegalStateException on a virtual thread, which has no namespace of its own
   */
  public static void enterNetwork(Path file) throws SystemCallException {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("thread: virtual (expected: a platform thread)");
    }
    int fd = Libc.checked(open(file), "open(" + file + ")");
    try {
      Libc.checked(setns(fd), "setns(" + file + ")");
    } finally {
      SocketCalls.close(fd);
    }
  }

  private static int open(Path file) {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(file.toString());
      return Libc.result((int) OPEN.invokeExact(state, name, O_CLOEXEC), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  private static int setns(int fd) {
    MemorySegment state = Libc.state();
    try {
      return Libc.result((int) SETNS.invokeExact(state, fd, CLONE_NEWNET), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
