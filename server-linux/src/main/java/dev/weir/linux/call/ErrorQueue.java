package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/**
 * What routers and peers reported of datagrams sent earlier, on a socket with IP_RECVERR or
 * IPV6_RECVERR. One thread at a time. No garbage per call.
 */
public final class ErrorQueue {
  private static final MethodHandle RECVMSG =
      Libc.bind("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

  private static final int HEADER = 56;
  private static final int CONTROL = 512;

  private final MemorySegment header;
  private final MemorySegment name;
  private final MemorySegment control;
  private final PeerName receiver = new PeerName();
  private int reason;

  /** Nothing read yet. */
  public ErrorQueue() {
    Arena arena = Arena.ofAuto();
    header = arena.allocate(HEADER, Long.BYTES);
    name = arena.allocate(PeerName.BYTES, Long.BYTES);
    control = arena.allocate(CONTROL, Long.BYTES);
  }

  /**
   * Takes the next error out of the queue, without blocking.
   *
   * @param fd a datagram socket
   * @return false where none is left
   */
  public boolean next(int fd) {
    header.set(JAVA_LONG, 0, name.address());
    header.set(JAVA_INT, 8, PeerName.BYTES);
    header.set(JAVA_LONG, 32, control.address());
    header.set(JAVA_LONG, 40, CONTROL);
    if (receive(fd) < 0) {
      return false;
    }
    receiver.read(name, 0, header.get(JAVA_INT, 8));
    reason = readReason(header.get(JAVA_LONG, 40));
    return true;
  }

  private long receive(int fd) {
    MemorySegment state = Libc.state();
    int flags = SocketConstants.MSG_ERRQUEUE | SocketConstants.MSG_DONTWAIT;
    try {
      return Libc.result((long) RECVMSG.invokeExact(state, fd, header.address(), flags), state);
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The first number of struct sock_extended_err is its errno. */
  private int readReason(long length) {
    for (long at = 0; at + 20 <= length; at += (control.get(JAVA_LONG, at) + 7) & ~7L) {
      int level = control.get(JAVA_INT, at + 8);
      int type = control.get(JAVA_INT, at + 12);
      boolean four = level == SocketConstants.IPPROTO_IP && type == SocketConstants.IP_RECVERR;
      boolean six = level == SocketConstants.IPPROTO_IPV6 && type == SocketConstants.IPV6_RECVERR;
      if (four || six) {
        return control.get(JAVA_INT, at + 16);
      }
      if (control.get(JAVA_LONG, at) < 16) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * Whom the datagram was for.
   *
   * @return valid until the next is read
   */
  public PeerName receiver() {
    return receiver;
  }

  /**
   * Why it did not get there.
   *
   * @return errno, such as 111 for ECONNREFUSED; 0 where the kernel did not tell
   */
  public int reason() {
    return reason;
  }
}
