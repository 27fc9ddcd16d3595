package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramOutbox;
import dev.weir.linux.call.DatagramRoute;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/** Datagrams that the kernel did not take yet, copied out of the loop's memory. Loop only. */
final class WaitingDatagrams {
  private record Copy(DatagramRoute route, ByteBuf bytes) {}

  private final Deque<Copy> queue = new ArrayDeque<>();
  private long total;

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** False, and nothing is added, where more than the limit waits already. */
  boolean add(DatagramOutbox outbox, int message, int datagram, int limit) {
    if (total > limit) {
      return false;
    }
    int segment = outbox.segment(message);
    int at = datagram * segment;
    int length = Math.min(segment, outbox.bytes(message) - at);
    DatagramRoute route = new DatagramRoute();
    route.set(outbox.route(message));
    queue.add(new Copy(route, copy(outbox.address(message, at), length)));
    total += length;
    return true;
  }

  // Memory of the outbox's datagrams, alive until they are sent or copied here.
  @SuppressWarnings("restricted")
  private static ByteBuf copy(long address, int length) {
    ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(Math.max(1, length));
    return copy.writeBytes(MemorySegment.ofAddress(address).reinterpret(length).asByteBuffer());
  }

  DatagramRoute route() {
    return queue.element().route();
  }

  MemorySegment bytes() {
    ByteBuf bytes = queue.element().bytes();
    return MemorySegment.ofBuffer(bytes.nioBuffer());
  }

  void remove() {
    Copy gone = queue.remove();
    total -= gone.bytes().readableBytes();
    gone.bytes().release();
  }

  void clear() {
    while (!isEmpty()) {
      remove();
    }
  }
}
