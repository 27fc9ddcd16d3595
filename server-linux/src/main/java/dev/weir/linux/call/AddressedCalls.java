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

/** Calls that tell addresses, for the few datagrams and sockets whose address is not known. */
public final class AddressedCalls {
  private static final MethodHandle RECVFROM =
      Libc.bind(
          "recvfrom",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle GETSOCKNAME =
      Libc.bind("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private AddressedCalls() {}

  /**
   * A datagram and where it came from.
   *
   * @param source its sender; an IPv4 one as such, also from an IPv6 socket
   * @param bytes its payload
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares datagrams.
  public record Datagram(InetSocketAddress source, byte[] bytes) {}

  /**
   * Receives one datagram, without blocking.
   *
   * @param fd a datagram socket
   * @param limit the most bytes kept of it, from 1
   * @return the datagram, or empty where none waits
   * @throws SystemCallException where the kernel refuses
   */
  public static Optional<Datagram> receive(int fd, int limit) throws SystemCallException {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(limit);
      MemorySegment name = arena.allocate(SocketName.BYTES, Integer.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketName.BYTES);
      long got =
          (long)
              RECVFROM.invokeExact(
                  state, fd, bytes, (long) limit, SocketConstants.MSG_DONTWAIT, name, length);
      long result = Libc.result(got, state);
      if (Errno.EAGAIN.is(result)) {
        return Optional.empty();
      }
      Libc.checked((int) result, "recvfrom");
      byte[] kept = bytes.asSlice(0, result).toArray(JAVA_BYTE);
      return Optional.of(new Datagram(SocketName.read(name), kept));
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /**
   * The local address of a socket.
   *
   * @param fd an IPv4 or IPv6 socket
   * @return its address and port
   * @throws SystemCallException where the kernel refuses
   */
  public static InetSocketAddress localAddress(int fd) throws SystemCallException {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketName.BYTES, Integer.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketName.BYTES);
      int got = (int) GETSOCKNAME.invokeExact(state, fd, name, length);
      Libc.checked(Libc.result(got, state), "getsockname");
      return SocketName.read(name);
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
