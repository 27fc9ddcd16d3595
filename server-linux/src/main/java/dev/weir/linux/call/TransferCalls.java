package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Moving bytes, by descriptor number, without blocking and without garbage.
 *
 * <p>Each call returns its value, or the negated error number: {@code Errno.EAGAIN.is(result)}. Any
 * thread; {@link UnsupportedOperationException} away from Linux.
 */
public final class TransferCalls {
  private static final FunctionDescriptor ONE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECV = Libc.bind("recv", ONE);
  private static final MethodHandle SEND = Libc.bind("send", ONE);

  private TransferCalls() {}

  /**
   * Receives, without blocking.
   *
   * @param fd the socket
   * @param buffer where to, off heap
   * @param flags of recv(2), {@link SocketConstants#MSG_DONTWAIT} is added
   * @return bytes received, 0 at the end of a stream, or the negated error number
   */
  public static long receive(int fd, MemorySegment buffer, int flags) {
    return receive(fd, buffer, buffer.byteSize(), flags);
  }

  /**
   * Takes bytes out of a TCP socket's queue and drops them, without copying them: recv(2) with
   * MSG_TRUNC and no buffer.
   *
   * @param fd a connected TCP socket
   * @param limit the most to take, in bytes
   * @return bytes dropped, 0 at the end of the stream, or the negated error number
   */
  public static long discard(int fd, long limit) {
    return receive(fd, MemorySegment.NULL, limit, SocketConstants.MSG_TRUNC);
  }

  /**
   * Sends, without blocking and without SIGPIPE.
   *
   * @param fd a connected socket
   * @param bytes what, off heap
   * @return bytes that the kernel took, or the negated error number
   */
  public static long send(int fd, MemorySegment bytes) {
    MemorySegment state = Libc.state();
    int flags = SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_NOSIGNAL;
    try {
      return Libc.result((long) SEND.invokeExact(state, fd, bytes, bytes.byteSize(), flags), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  private static long receive(int fd, MemorySegment buffer, long length, int flags) {
    MemorySegment state = Libc.state();
    int all = flags | SocketConstants.MSG_DONTWAIT;
    try {
      return Libc.result((long) RECV.invokeExact(state, fd, buffer, length, all), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
