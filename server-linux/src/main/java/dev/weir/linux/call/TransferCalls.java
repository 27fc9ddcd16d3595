package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * Moving bytes, by descriptor number, without blocking and without garbage.
 *
 * <p>Each call returns its value, or the negated error number: {@code Errno.EAGAIN.is(result)}. Any
 * thread; {@link UnsupportedOperationException} away from Linux.
 */
public final class TransferCalls {
  /** Addresses as numbers: a slice object per call would be garbage. */
  private static final FunctionDescriptor MOVE =
      FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

  private static final MethodHandle RECV = Libc.bind("recv", MOVE);
  private static final MethodHandle SEND = Libc.bind("send", MOVE);

  private static final MethodHandle SENDFILE =
      Libc.bind(
          "sendfile", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));

  private TransferCalls() {}

  /**
   * Makes the calls of this package that move bytes ready, so that their first use is not slow:
   * binding them takes some tenths of a second of processor time, once.
   */
  public static void prepare() {
    int nobody = -1;
    discard(nobody, 0);
    new SendBatch(1, 1).sendSegmented(nobody, 1);
    new SendBatch(1, 1).send(nobody, 1);
    new ReceiveBatch(1, 1).receive(nobody);
  }

  /**
   * Receives, without blocking.
   *
   * @param fd the socket
   * @param memory where to, off heap
   * @param offset where in the memory, bytes
   * @param length the most to receive, bytes
   * @param flags of recv(2), {@link SocketConstants#MSG_DONTWAIT} is added
   * @return bytes received, 0 at the end of a stream, or the negated error number
   */
  public static long receive(int fd, MemorySegment memory, long offset, long length, int flags) {
    long address = address(memory, offset, length);
    try {
      return move(RECV, fd, address, length, flags | SocketConstants.MSG_DONTWAIT);
    } finally {
      Reference.reachabilityFence(memory);
    }
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
    return move(RECV, fd, 0, limit, SocketConstants.MSG_TRUNC | SocketConstants.MSG_DONTWAIT);
  }

  /**
   * Sends, without blocking and without SIGPIPE.
   *
   * @param fd a connected socket
   * @param memory from where, off heap
   * @param offset where in the memory, bytes
   * @param length how much, bytes
   * @return bytes that the kernel took, or the negated error number
   */
  public static long send(int fd, MemorySegment memory, long offset, long length) {
    long address = address(memory, offset, length);
    int flags = SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_NOSIGNAL;
    try {
      return move(SEND, fd, address, length, flags);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * Sends from a file's pages, without copying them: sendfile(2). A socket that is non-blocking
   * takes what fits.
   *
   * @param fd a connected, non-blocking socket
   * @param file descriptor of a file in memory, or that can be mapped
   * @param position scratch memory of 8 bytes, off heap: where in the file, which the call changes
   * @param length how much, bytes
   * @return bytes that the kernel took, or the negated error number
   */
  public static long sendFile(int fd, int file, MemorySegment position, long length) {
    MemorySegment state = Libc.state();
    try {
      long count = (long) SENDFILE.invokeExact(state, fd, file, position, length);
      return Libc.result(count, state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  private static long address(MemorySegment memory, long offset, long length) {
    Objects.checkFromIndexSize(offset, length, memory.byteSize());
    if (!memory.isNative()) {
      throw new IllegalArgumentException("memory: on the heap (expected: off heap)");
    }
    return memory.address() + offset;
  }

  private static long move(MethodHandle call, int fd, long address, long length, int flags) {
    MemorySegment state = Libc.state();
    try {
      return Libc.result((long) call.invokeExact(state, fd, address, length, flags), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }
}
