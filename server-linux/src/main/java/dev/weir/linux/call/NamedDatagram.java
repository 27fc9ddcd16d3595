package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A datagram with the name of who sent it. A socket keeps what came before it was connected, from
 * whomever: only the name tells that apart afterwards.
 *
 * @param sender where it came from
 * @param bytes its beginning
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record NamedDatagram(InetSocketAddress sender, byte[] bytes) {

  private static final MethodHandle RECVFROM =
      Libc.bind(
          "recvfrom",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));

  /**
   * Takes one datagram off a socket's queue. Any thread; does not block.
   *
   * @param fd an Internet datagram socket
   * @param limit bytes of it that are wanted, from 1; the rest is dropped
   * @return the datagram, or nothing where none waits or the socket has an error to tell
   */
  public static Optional<NamedDatagram> next(int fd, int limit) {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(limit);
      MemorySegment name = arena.allocate(SocketName.BYTES, Integer.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketName.BYTES);
      int flags = SocketConstants.MSG_DONTWAIT;
      long got = (long) RECVFROM.invokeExact(state, fd, memory, (long) limit, flags, name, length);
      return got < 0
          ? Optional.empty()
          : Optional.of(
              new NamedDatagram(SocketName.read(name), memory.asSlice(0, got).toArray(JAVA_BYTE)));
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
