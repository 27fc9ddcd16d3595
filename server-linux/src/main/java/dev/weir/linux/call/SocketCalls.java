package dev.weir.linux.call;

import static dev.weir.linux.call.Libc.checked;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * Making, naming and configuring sockets, by descriptor number. Any thread; nothing blocks.
 *
 * <p>Errors: {@link SystemCallException} with the kernel's errno; {@link
 * UnsupportedOperationException} away from Linux.
 */
public final class SocketCalls {
  /** fcntl(2): a duplicate that exec closes; the same number on both architectures. */
  private static final int F_DUPFD_CLOEXEC = 1030;

  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;

  private SocketCalls() {}

  /**
   * Makes a socket.
   *
   * @param family such as {@link SocketConstants#AF_INET6}
   * @param type such as {@link SocketConstants#SOCK_STREAM}, with its flags
   * @param protocol 0 for the type's usual one
   * @return its descriptor, which the caller closes
   * @throws SystemCallException where the kernel refuses
   */
  public static int socket(int family, int type, int protocol) throws SystemCallException {
    return checked(KernelCall.SOCKET.call(family, type, protocol), "socket");
  }

  /**
   * Gives a socket its local address.
   *
   * @param fd the socket
   * @param family its address family: an IPv4 address on an IPv6 socket is mapped
   * @param address resolved
   * @throws SystemCallException where the kernel refuses
   */
  public static void bind(int fd, int family, InetSocketAddress address)
      throws SystemCallException {
    checked(named(KernelCall.BIND, fd, family, address), "bind(" + address + ")");
  }

  /**
   * Lets a bound TCP socket take connections.
   *
   * @param fd the socket
   * @param backlog how many may wait to be accepted; the kernel bounds it by net.core.somaxconn
   * @throws SystemCallException where the kernel refuses, such as EADDRINUSE
   */
  public static void listen(int fd, int backlog) throws SystemCallException {
    checked(KernelCall.LISTEN.call(fd, backlog, 0), "listen");
  }

  /**
   * Connects a socket: for UDP at once, for a non-blocking TCP socket it only begins.
   *
   * @param fd the socket
   * @param family its address family: an IPv4 address on an IPv6 socket is mapped
   * @param address resolved
   * @throws SystemCallException where the kernel refuses, or TCP has begun (EINPROGRESS)
   */
  public static void connect(int fd, int family, InetSocketAddress address)
      throws SystemCallException {
    checked(named(KernelCall.CONNECT, fd, family, address), "connect(" + address + ")");
  }

  /**
   * Connects an IPv6 socket with a flow label, which must be leased already and is sent only where
   * {@link SocketConstants#IPV6_FLOWINFO_SEND} is on.
   *
   * @param fd the socket
   * @param address resolved
   * @param label 0 to 0xfffff
   * @throws SystemCallException where the kernel refuses, or TCP has begun (EINPROGRESS)
   */
  public static void connectLabelled(int fd, InetSocketAddress address, int label)
      throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = SocketName.of(arena, SocketConstants.AF_INET6, address);
      SocketName.label(name, label);
      int connected = KernelCall.CONNECT.call(fd, name.address(), name.byteSize());
      checked(connected, "connect(" + address + ")");
    }
  }

  /**
   * Sets an option whose value is an int, which is most.
   *
   * @param fd the socket
   * @param level such as {@link SocketConstants#SOL_SOCKET}
   * @param option its number
   * @param value the value
   * @throws SystemCallException where the kernel refuses
   */
  public static void setOption(int fd, int level, int option, int value)
      throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      checked(setOption(fd, level, option, arena.allocateFrom(JAVA_INT, value)), "setsockopt");
    }
  }

  /**
   * Sets an option by the bytes of its value.
   *
   * @param fd the socket
   * @param level such as {@link SocketConstants#SOL_SOCKET}
   * @param option its number
   * @param value the bytes, in the machine's order; they may be none
   * @throws SystemCallException where the kernel refuses
   */
  public static void setOption(int fd, int level, int option, byte[] value)
      throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      checked(setOption(fd, level, option, arena.allocateFrom(JAVA_BYTE, value)), "setsockopt");
    }
  }

  /**
   * Sets an option whose value is a program of the classic packet filter.
   *
   * @param fd the socket
   * @param option such as {@link SocketConstants#SO_ATTACH_REUSEPORT_CBPF}
   * @param program struct sock_filter as 64-bit words, from 1 to 4096; copied by the kernel
   * @throws SystemCallException where the kernel refuses, EINVAL for a program that is wrong
   */
  public static void setFilter(int fd, int option, long[] program) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment instructions = arena.allocateFrom(JAVA_LONG, program);
      MemorySegment value = arena.allocate(2L * Long.BYTES, Long.BYTES);
      value.set(JAVA_SHORT, 0, (short) program.length);
      value.set(ADDRESS, Long.BYTES, instructions);
      checked(setOption(fd, SocketConstants.SOL_SOCKET, option, value), "setsockopt");
    }
  }

  /**
   * Reads an option whose value is an int.
   *
   * @param fd the socket
   * @param level such as {@link SocketConstants#SOL_SOCKET}
   * @param option its number
   * @return the value
   * @throws SystemCallException where the kernel refuses
   */
  public static int intOption(int fd, int level, int option) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(JAVA_INT);
      getOption(arena, fd, level, option, value);
      return value.get(JAVA_INT, 0);
    }
  }

  /**
   * Reads an option as bytes.
   *
   * @param fd the socket
   * @param level such as {@link SocketConstants#SOL_SOCKET}
   * @param option its number
   * @param limit the most bytes wanted, from 1
   * @return the bytes that the kernel gave, up to {@code limit}
   * @throws SystemCallException where the kernel refuses
   */
  public static byte[] bytesOption(int fd, int level, int option, int limit)
      throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(limit, Long.BYTES);
      int length = getOption(arena, fd, level, option, value);
      return Arrays.copyOf(value.toArray(JAVA_BYTE), length);
    }
  }

  /**
   * A second descriptor of the same socket, closed by exec. The socket lives until both are closed.
   *
   * @param fd the socket
   * @return the new descriptor, which the caller closes
   * @throws SystemCallException where the kernel refuses
   */
  public static int duplicate(int fd) throws SystemCallException {
    return checked(fcntl(fd, F_DUPFD_CLOEXEC, 0), "fcntl(F_DUPFD_CLOEXEC)");
  }

  /**
   * Puts another socket in a socket's place: the descriptor stays, what it stood for is closed.
   * Only before anything watches the descriptor.
   *
   * @param fd the descriptor to keep
   * @param by the descriptor of what it is to stand for; it stays open, the caller closes it
   * @throws SystemCallException where the kernel refuses; then nothing has changed
   */
  public static void replace(int fd, int by) throws SystemCallException {
    checked(KernelCall.DUP3.call(by, fd, SocketConstants.SOCK_CLOEXEC), "dup3");
  }

  /**
   * Lets calls on a socket no longer block. The flag belongs to the open socket, so that whoever
   * else has it open sees the same.
   *
   * @param fd the socket
   * @throws SystemCallException where the kernel refuses
   */
  public static void doNotBlock(int fd) throws SystemCallException {
    int flags = checked(fcntl(fd, F_GETFL, 0), "fcntl(F_GETFL)");
    checked(fcntl(fd, F_SETFL, flags | SocketConstants.SOCK_NONBLOCK), "fcntl(F_SETFL)");
  }

  /**
   * Accepts a connection that waits at a listening socket.
   *
   * @param fd a listening socket that does not block
   * @return the connection's descriptor, which does not block and the caller closes; or the negated
   *     error, EAGAIN where none waits
   */
  public static int accept(int fd) {
    int flags = SocketConstants.SOCK_NONBLOCK | SocketConstants.SOCK_CLOEXEC;
    return KernelCall.ACCEPT4.call(fd, 0, 0, flags, 0);
  }

  /**
   * Closes a descriptor. It is closed even where the kernel reports an error, so it must never be
   * closed again.
   *
   * @param fd the descriptor
   * @throws SystemCallException where the kernel reports an error, such as EBADF
   */
  public static void close(int fd) throws SystemCallException {
    checked(KernelCall.CLOSE.call(fd, 0, 0), "close");
  }

  private static int fcntl(int fd, int command, int argument) {
    return KernelCall.FCNTL.call(fd, command, argument);
  }

  private static int named(KernelCall call, int fd, int family, InetSocketAddress address) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = SocketName.of(arena, family, address);
      return call.call(fd, name.address(), name.byteSize());
    }
  }

  private static int setOption(int fd, int level, int option, MemorySegment value) {
    return KernelCall.SETSOCKOPT.call(fd, level, option, value.address(), value.byteSize());
  }

  private static int getOption(Arena arena, int fd, int level, int option, MemorySegment value)
      throws SystemCallException {
    MemorySegment length = arena.allocateFrom(JAVA_INT_UNALIGNED, (int) value.byteSize());
    checked(
        KernelCall.GETSOCKOPT.call(fd, level, option, value.address(), length.address()),
        "getsockopt");
    return length.get(JAVA_INT, 0);
  }
}
