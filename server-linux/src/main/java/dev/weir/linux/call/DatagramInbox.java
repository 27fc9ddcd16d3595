package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/**
 * Many datagrams received by one call of recvmmsg(2), each with its sender and with what the kernel
 * tells beside it. With UDP_GRO set on the socket a message may be several datagrams.
 *
 * <p>One thread at a time. No garbage per call.
 */
public final class DatagramInbox {
  private static final MethodHandle RECVMMSG =
      Libc.bind(
          "recvmmsg",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));

  private static final int HEADER = 64;
  private static final int VECTOR = 16;
  private static final int NAME = PeerName.BYTES;

  /** Enough for all that {@link DatagramNotes} knows. */
  private static final int CONTROL = 256;

  private final int capacity;
  private final MemorySegment headers;
  private final MemorySegment vectors;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final MemorySegment[] slots;
  private int used;

  /**
   * An inbox whose slots have no memory yet.
   *
   * @param messages how many one call may receive, from 1 to 1024
   */
  public DatagramInbox(int messages) {
    capacity = messages;
    Arena arena = Arena.ofAuto();
    headers = arena.allocate((long) messages * HEADER, Long.BYTES);
    vectors = arena.allocate((long) messages * VECTOR, Long.BYTES);
    names = arena.allocate((long) messages * NAME, Long.BYTES);
    controls = arena.allocate((long) messages * CONTROL, Long.BYTES);
    slots = new MemorySegment[messages];
    for (int i = 0; i < messages; i++) {
      prepare(i);
    }
  }

  private void prepare(int i) {
    long header = (long) i * HEADER;
    headers.set(JAVA_LONG, header, names.address() + (long) i * NAME);
    headers.set(JAVA_LONG, header + 16, vectors.address() + (long) i * VECTOR);
    headers.set(JAVA_LONG, header + 24, 1);
    offer(i);
  }

  /** The kernel overwrites what room was offered. */
  private void offer(int i) {
    long header = (long) i * HEADER;
    headers.set(JAVA_INT, header + 8, PeerName.BYTES);
    headers.set(JAVA_LONG, header + 32, controls.address() + (long) i * CONTROL);
    headers.set(JAVA_LONG, header + 40, CONTROL);
  }

  /**
   * Gives a slot its memory.
   *
   * @param message index of the slot
   * @param memory off heap; kept alive by the inbox until the slot gets another
   */
  public void slot(int message, MemorySegment memory) {
    slots[message] = memory;
    vectors.set(JAVA_LONG, (long) message * VECTOR, memory.address());
    vectors.set(JAVA_LONG, (long) message * VECTOR + 8, memory.byteSize());
  }

  /**
   * Receives what waits, without blocking.
   *
   * @param fd a datagram socket
   * @param most messages wanted, up to the capacity
   * @return messages received, or the negated error number
   */
  public int receive(int fd, int most) {
    for (int i = 0; i < used; i++) {
      offer(i);
    }
    MemorySegment state = Libc.state();
    int flags = SocketConstants.MSG_DONTWAIT | SocketConstants.MSG_TRUNC;
    try {
      int got = (int) RECVMMSG.invokeExact(state, fd, headers.address(), most, flags, 0L);
      used = Math.max(0, got);
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
    return capacity;
  }

  /**
   * How long a message was on the wire, which is more than was kept where it is {@link #cut}.
   *
   * @param message its index
   * @return bytes
   */
  public int length(int message) {
    return headers.get(JAVA_INT, (long) message * HEADER + 56);
  }

  /**
   * Whether a message was longer than its slot.
   *
   * @param message its index
   * @return true where its end is lost
   */
  public boolean cut(int message) {
    return (headers.get(JAVA_INT, (long) message * HEADER + 48) & SocketConstants.MSG_TRUNC) != 0;
  }

  /**
   * Who sent a message.
   *
   * @param message its index
   * @param into is filled
   */
  public void sender(int message, PeerName into) {
    int length = headers.get(JAVA_INT, (long) message * HEADER + 8);
    into.read(names, (long) message * NAME, length);
  }

  /**
   * What the kernel tells beside a message.
   *
   * @param message its index
   * @param into is filled
   */
  public void notes(int message, DatagramNotes into) {
    long length = headers.get(JAVA_LONG, (long) message * HEADER + 40);
    into.read(controls, (long) message * CONTROL, length);
  }
}
