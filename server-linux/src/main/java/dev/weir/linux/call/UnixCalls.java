package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** Connecting Unix sockets, by path or abstract name. Any thread. */
public final class UnixCalls {
  /** unix(7): sun_path holds 108 bytes, its last one zero for a path. */
  private static final int NAME_LIMIT = 107;

  private static final MethodHandle CONNECT =
      Libc.bind("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private UnixCalls() {}

  /**
   * Connects a Unix socket.
   *
   * @param fd the socket
   * @param name a path, or {@code @} and an abstract name; at most 107 bytes
   * @throws SystemCallException where the kernel refuses, such as ENOENT or ECONNREFUSED
   * @throws IllegalArgumentException where the name is empty or too long
   */
  public static void connect(int fd, String name) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = address(arena, name);
      Libc.checked(connect(fd, address), "connect(" + name + ")");
    }
  }

  private static int connect(int fd, MemorySegment address) {
    MemorySegment state = Libc.state();
    try {
      return Libc.result(
          (int) CONNECT.invokeExact(state, fd, address, (int) address.byteSize()), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  private static MemorySegment address(Arena arena, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > NAME_LIMIT) {
      throw new IllegalArgumentException(
          "Unix socket: " + name + " (expected: 1 to " + NAME_LIMIT + " bytes)");
    }
    boolean hidden = bytes[0] == '@';
    // An abstract name is as long as it is said to be; a path is ended by a zero byte.
    MemorySegment address = arena.allocate(Short.BYTES + bytes.length + (hidden ? 0L : 1L), 2);
    address.set(JAVA_SHORT, 0, (short) SocketConstants.AF_UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, Short.BYTES, bytes.length);
    if (hidden) {
      address.set(JAVA_BYTE, Short.BYTES, (byte) 0);
    }
    return address;
  }
}
