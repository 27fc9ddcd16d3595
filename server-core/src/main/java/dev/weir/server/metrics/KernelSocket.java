package dev.weir.server.metrics;

import dev.weir.linux.SocketMemory;
import dev.weir.linux.TcpInfo;
import dev.weir.linux.call.SystemCallException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * What the kernel tells of a socket that is served. Any thread: a descriptor's number may belong to
 * another socket after this one has closed, so that a reading counts only where the socket is still
 * open afterwards. Otherwise the last one that did stands.
 */
public final class KernelSocket {
  private static final long UNKNOWN = -1;

  private final int fd;
  private final BooleanSupplier open;
  private final AtomicLong queue = new AtomicLong(UNKNOWN);
  private final AtomicLong limit = new AtomicLong(UNKNOWN);
  private final AtomicLong drops = new AtomicLong(UNKNOWN);

  /** One question to the kernel. */
  private interface Question<A> {
    A ask(int fd) throws SystemCallException;
  }

  /**
   * A socket.
   *
   * @param fd its descriptor
   * @param open whether that is still its descriptor; once false, never true again
   */
  public KernelSocket(int fd, BooleanSupplier open) {
    this.fd = fd;
    this.open = open;
  }

  double queue() {
    return read(queue, TcpInfo::of, TcpInfo::unacked);
  }

  double queueLimit() {
    return read(limit, TcpInfo::of, TcpInfo::sacked);
  }

  double drops() {
    return read(drops, SocketMemory::of, SocketMemory::drops);
  }

  private <A> double read(AtomicLong last, Question<A> question, ToLongFunction<A> value) {
    try {
      long now = value.applyAsLong(question.ask(fd));
      if (open.getAsBoolean()) {
        last.set(now);
      }
    } catch (SystemCallException closedOrUnknown) {
      // The last value stands; NaN where this kernel never told.
    }
    long known = last.get();
    return known == UNKNOWN ? Double.NaN : known;
  }
}
