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
import java.util.Optional;

/** Naming and connecting Unix sockets, by path or abstract name. Any thread. */
public final class UnixCalls {
  /** unix(7): sun_path holds 108 bytes, its last one zero for a path. */
  private static final int NAME_LIMIT = 107;

  private static final FunctionDescriptor NAMED =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT = Libc.bind("connect", NAMED);
  private static final MethodHandle BIND = Libc.bind("bind", NAMED);
  private static final MethodHandle GETSOCKNAME =
      Libc.bind("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

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
      Libc.checked(named(CONNECT, fd, address), "connect(" + name + ")");
    }
  }

  /**
   * Gives a Unix socket its name; a path becomes a file.
   *
   * @param fd the socket
   * @param name a path, or {@code @} and an abstract name; at most 107 bytes
   * @throws SystemCallException where the kernel refuses, such as EADDRINUSE for whatever is there
   * @throws IllegalArgumentException where the name is empty or too long
   */
  public static void bind(int fd, String name) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = address(arena, name);
      Libc.checked(named(BIND, fd, address), "bind(" + name + ")");
    }
  }

  /**
   * Lets the kernel choose an abstract name, so that a datagram socket can be answered.
   *
   * @param fd the socket
   * @throws SystemCallException where the kernel refuses
   */
  public static void bindAnywhere(int fd) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment family = arena.allocate(Short.BYTES, Short.BYTES);
      family.set(JAVA_SHORT, 0, (short) SocketConstants.AF_UNIX);
      Libc.checked(named(BIND, fd, family), "bind");
    }
  }

  /**
   * The name of a Unix socket.
   *
   * @param fd the socket
   * @return a path, or {@code @} and an abstract name; empty where it has none
   * @throws SystemCallException where the kernel refuses
   */
  public static Optional<String> localName(int fd) throws SystemCallException {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      int limit = Short.BYTES + NAME_LIMIT + 1;
      MemorySegment address = arena.allocate(limit, Short.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, limit);
      int got = (int) GETSOCKNAME.invokeExact(state, fd, address, length);
      Libc.checked(Libc.result(got, state), "getsockname");
      int bytes = Math.min(length.get(JAVA_INT, 0), limit) - Short.BYTES;
      return bytes <= 0
          ? Optional.empty()
          : Optional.of(name(address.asSlice(Short.BYTES, bytes).toArray(JAVA_BYTE)));
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /** As endpoints write it. */
  static String name(byte[] raw) {
    String text = new String(raw, StandardCharsets.UTF_8);
    if (raw[0] == 0) {
      return "@" + text.substring(1);
    }
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static int named(MethodHandle call, int fd, MemorySegment address) {
    MemorySegment state = Libc.state();
    try {
      return Libc.result(
          (int) call.invokeExact(state, fd, address, (int) address.byteSize()), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  private static MemorySegment address(Arena arena, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    boolean hidden = bytes.length > 0 && bytes[0] == '@';
    if (bytes.length == 0 || bytes.length > NAME_LIMIT + (hidden ? 1 : 0)) {
      throw new IllegalArgumentException(
          "Unix socket: " + name + " (expected: 1 to " + NAME_LIMIT + " bytes)");
    }
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
