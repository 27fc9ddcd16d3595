package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/**
 * Memory for many datagrams received by one call, recvmmsg(2). With UDP_GRO set on the socket each
 * message may be several datagrams of {@link #segment} bytes, the last one shorter.
 *
 * <p>One thread at a time. No garbage per call.
 */
public final class ReceiveBatch {
  private static final MethodHandle RECVMMSG =
      Libc.bind(
          "recvmmsg",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));

  private final int bytesEach;
  private final MemorySegment memory;
  private final MessageHeaders headers;

  /**
   * Memory for a batch, freed when the batch is no longer reachable.
   *
   * @param messages how many messages one call may receive, from 1 to 1024
   * @param bytesEach what is kept of each, from 1; what is longer is cut, its length still told
   */
  public ReceiveBatch(int messages, int bytesEach) {
    this.bytesEach = bytesEach;
    memory = Arena.ofAuto().allocate((long) messages * bytesEach, Long.BYTES);
    headers = new MessageHeaders(messages);
    for (int i = 0; i < messages; i++) {
      headers.data(i, memory.address() + offset(i), bytesEach);
    }
  }

  /**
   * Receives what waits, without blocking.
   *
   * @param fd a datagram socket
   * @return messages received, or the negated error number
   */
  public int receive(int fd) {
    for (int i = 0; i < headers.count(); i++) {
      headers.offerControl(i);
    }
    MemorySegment state = Libc.state();
    int flags = SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_TRUNC;
    try {
      long array = headers.address(0);
      int got = (int) RECVMMSG.invokeExact(state, fd, array, headers.count(), flags, 0L);
      return Libc.result(got, state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * How many messages one call may receive.
   *
   * @return as given at construction
   */
  public int capacity() {
    return headers.count();
  }

  /**
   * Where messages are: message {@code i} from {@link #offset} on.
   *
   * @return off-heap memory of the whole batch
   */
  public MemorySegment memory() {
    return memory;
  }

  /**
   * Where a message begins.
   *
   * @param message its index in the batch
   * @return offset in {@link #memory()}, bytes
   */
  public long offset(int message) {
    return (long) message * bytesEach;
  }

  /**
   * How long a message was on the wire, which may be more than was kept.
   *
   * @param message its index in the batch
   * @return bytes
   */
  public int length(int message) {
    return headers.length(message);
  }

  /**
   * Length of the datagrams that the kernel joined into a message.
   *
   * @param message its index in the batch
   * @return bytes of each datagram but the last, which may be shorter; 0 where it joined none
   */
  public int segment(int message) {
    return headers.control(message, SocketConstants.IPPROTO_UDP, SocketConstants.UDP_GRO);
  }
}
