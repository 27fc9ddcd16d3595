package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/**
 * Datagrams of one size, side by side in memory, sent by one call: one by one with sendmmsg(2), or,
 * on a socket whose UDP_SEGMENT is that size, as one large send that the kernel cuts up.
 *
 * <p>One thread at a time. No garbage per call.
 */
public final class SendBatch {
  private static final MethodHandle SENDMMSG =
      Libc.bind(
          "sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

  private final int size;
  private final MemorySegment memory;
  private final MessageHeaders headers;

  /**
   * Memory for a batch, zeros at first, freed when the batch is no longer reachable.
   *
   * @param datagrams how many, from 1 to 1024
   * @param size bytes of each, from 1
   */
  public SendBatch(int datagrams, int size) {
    this.size = size;
    memory = Arena.ofAuto().allocate((long) datagrams * size, Long.BYTES);
    headers = new MessageHeaders(datagrams);
    for (int i = 0; i < datagrams; i++) {
      headers.data(i, memory.address() + offset(i), size);
    }
  }

  /**
   * Sends the first datagrams of the batch one by one, without blocking.
   *
   * @param fd a connected datagram socket
   * @param datagrams how many, up to {@link #capacity()}
   * @return how many the kernel took, or the negated error number where it took none
   */
  public int send(int fd, int datagrams) {
    MemorySegment state = Libc.state();
    int flags = SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_NOSIGNAL;
    try {
      long array = headers.address(0);
      int sent = (int) SENDMMSG.invokeExact(state, fd, array, datagrams, flags);
      return Libc.result(sent, state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Sends the first datagrams of the batch as one, which the kernel cuts up: all of them or none.
   *
   * @param fd a connected UDP socket whose UDP_SEGMENT is the size of these datagrams
   * @param datagrams how many: at most 64, and together at most 65507 bytes over IPv4, 65487 over
   *     IPv6
   * @return how many the kernel took, or the negated error number
   */
  public int sendSegmented(int fd, int datagrams) {
    long sent = TransferCalls.send(fd, memory, 0, (long) datagrams * size);
    return sent < 0 ? (int) sent : datagrams;
  }

  /**
   * How many datagrams the batch holds.
   *
   * @return as given at construction
   */
  public int capacity() {
    return headers.count();
  }

  /**
   * Where datagrams are: datagram {@code i} from {@link #offset} on.
   *
   * @return off-heap memory of the whole batch
   */
  public MemorySegment memory() {
    return memory;
  }

  /**
   * Where a datagram begins.
   *
   * @param datagram its index in the batch
   * @return offset in {@link #memory()}, bytes
   */
  public long offset(int datagram) {
    return (long) datagram * size;
  }
}
