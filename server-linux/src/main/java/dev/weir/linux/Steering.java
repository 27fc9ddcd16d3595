package dev.weir.linux;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.util.List;

/**
 * Which of the sockets that share a port takes a connection or datagram: the one that belongs to
 * the processor on which the kernel received it. A small program of the kernel's packet filter
 * chooses; without one, the kernel spreads them by a hash of the addresses.
 */
public final class Steering {
  /** Loads the number of the processor: the ancillary word 36 of the packet filter. */
  private static final long LOAD_PROCESSOR = instruction(0x20, 0, 0, 0xffff_f000L + 36);

  private static final int JUMP_UNLESS_EQUAL = 0x15;
  private static final int RETURN_CONSTANT = 0x06;
  private static final int REMAINDER = 0x94;
  private static final long RETURN_RESULT = instruction(0x16, 0, 0, 0);

  private Steering() {}

  /**
   * Steers from now on. What a processor receives to which no socket belongs is spread by the
   * processor's number.
   *
   * @param fd any of the sockets, all of which share the port already
   * @param processors of the sockets, in the order in which they began to share: by listen for TCP,
   *     by bind for UDP
   * @throws SystemCallException where the kernel cannot, which it can from Linux 4.6 on
   */
  public static void byProcessor(int fd, List<Integer> processors) throws SystemCallException {
    SocketCalls.setFilter(
        fd, SocketConstants.SO_ATTACH_REUSEPORT_CBPF, program(List.copyOf(processors)));
  }

  /**
   * The processor that last received something for a socket.
   *
   * @param fd a connection or datagram socket
   * @return from 0; -1 where nothing has come yet
   * @throws SystemCallException where the kernel refuses
   */
  public static int processor(int fd) throws SystemCallException {
    return SocketCalls.intOption(fd, SocketConstants.SOL_SOCKET, SocketConstants.SO_INCOMING_CPU);
  }

  private static long[] program(List<Integer> processors) {
    int count = processors.size();
    long[] program = new long[2 * count + 3];
    program[0] = LOAD_PROCESSOR;
    for (int i = 0; i < count; i++) {
      program[2 * i + 1] = instruction(JUMP_UNLESS_EQUAL, 0, 1, processors.get(i));
      program[2 * i + 2] = instruction(RETURN_CONSTANT, 0, 0, i);
    }
    program[2 * count + 1] = instruction(REMAINDER, 0, 0, count);
    program[2 * count + 2] = RETURN_RESULT;
    return program;
  }

  /** A struct sock_filter as one little-endian word: code, two jumps, operand. */
  private static long instruction(int code, int whenTrue, int whenFalse, long operand) {
    return code | (long) whenTrue << 16 | (long) whenFalse << 24 | operand << 32;
  }
}
