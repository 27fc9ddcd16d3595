package dev.weir.linux;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.linux.call.TransferCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How the kernel queues what leaves by an interface, as {@code tc qdisc show} prints it: one of
 * several where the interface has several queues.
 *
 * @param device number of the interface, from 1
 * @param kind such as {@code fq}, {@code fq_codel}, {@code mq} or {@code noqueue}
 */
public record QueueDiscipline(int device, String kind) {
  private static final int SOCK_RAW = 3;
  private static final short RTM_NEWQDISC = 36;
  private static final short RTM_GETQDISC = 38;
  private static final short NLMSG_ERROR = 2;
  private static final short NLMSG_DONE = 3;
  private static final short REQUEST_DUMP = 0x301;
  private static final short TCA_KIND = 1;

  /** What all messages begin with, and what follows it in those of traffic control. */
  private static final int HEADER = 16;

  private static final int TRAFFIC = 20;
  private static final int ROOM = 64 * 1024;

  /**
   * Those of all interfaces in the network namespace of the calling thread. Asks the kernel alone,
   * and waits for nothing.
   *
   * @return in the kernel's order
   * @throws SystemCallException where the kernel has no traffic control, or does not tell
   */
  public static List<QueueDiscipline> all() throws SystemCallException {
    int fd =
        SocketCalls.socket(
            SocketConstants.AF_NETLINK, SOCK_RAW | SocketConstants.SOCK_CLOEXEC, /* of routes */ 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(ROOM, Long.BYTES);
      ByteBuffer bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
      bytes.putInt(0, HEADER + TRAFFIC);
      bytes.putShort(4, RTM_GETQDISC);
      bytes.putShort(6, REQUEST_DUMP);
      List<QueueDiscipline> found = new ArrayList<>();
      long length = TransferCalls.send(fd, memory, 0, HEADER + TRAFFIC);
      while (length > 0) {
        length = TransferCalls.receive(fd, memory, 0, ROOM, SocketConstants.MSG_DONTWAIT);
        if (length > 0 && read(bytes, (int) length, found)) {
          break;
        }
      }
      return found;
    } finally {
      SocketCalls.close(fd);
    }
  }

  /** Gives true at the end. */
  private static boolean read(ByteBuffer bytes, int length, List<QueueDiscipline> found)
      throws SystemCallException {
    for (int at = 0; at + HEADER <= length; at += aligned(Math.max(HEADER, bytes.getInt(at)))) {
      short type = bytes.getShort(at + 4);
      if (type == NLMSG_ERROR && at + HEADER + Integer.BYTES <= length) {
        throw new SystemCallException("RTM_GETQDISC", Errno.of(-bytes.getInt(at + HEADER)));
      }
      if (type == NLMSG_DONE) {
        return true;
      }
      int end = Math.min(length, at + bytes.getInt(at));
      if (type == RTM_NEWQDISC && at + HEADER + TRAFFIC <= end) {
        found.add(
            new QueueDiscipline(
                bytes.getInt(at + HEADER + 4), kind(bytes, at + HEADER + TRAFFIC, end)));
      }
    }
    return false;
  }

  private static String kind(ByteBuffer bytes, int begin, int end) {
    for (int at = begin; at + 4 <= end; at += aligned(Math.max(4, bytes.getShort(at)))) {
      int length = bytes.getShort(at);
      if (bytes.getShort(at + 2) == TCA_KIND && length > 5 && at + length <= end) {
        byte[] name = new byte[length - 5];
        bytes.get(at + 4, name);
        return new String(name, StandardCharsets.US_ASCII);
      }
    }
    return "";
  }

  private static int aligned(int length) {
    return (length + 3) & ~3;
  }
}
