package dev.weir.linux;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a socket holds in the kernel, and what the kernel dropped for it: one reading of SO_MEMINFO,
 * since Linux 4.12.
 *
 * @param received memory of what was received and not yet read, bytes
 * @param receiveLimit the most that {@code received} may be, bytes
 * @param sent memory of what was written and has not left yet, bytes
 * @param sendLimit the most that {@code sent} may be, bytes
 * @param drops since the socket was made: for datagrams, what found the receive memory full or was
 *     damaged; for a listener, connection attempts that were dropped, mostly as its queue was full
 */
public record SocketMemory(
    long received, long receiveLimit, long sent, long sendLimit, long drops) {
  private static final int FIELDS = 9;
  private static final int DROPS = 8;

  /**
   * Asks the kernel about a socket. Any thread.
   *
   * @param fd descriptor of a socket of any kind
   * @return its state now
   * @throws SystemCallException where it is not an open socket, or the kernel is older
   * @throws UnsupportedOperationException away from Linux
   */
  public static SocketMemory of(int fd) throws SystemCallException {
    byte[] bytes =
        SocketCalls.bytesOption(
            fd, SocketConstants.SOL_SOCKET, SocketConstants.SO_MEMINFO, FIELDS * Integer.BYTES);
    ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return new SocketMemory(
        field(fields, 0),
        field(fields, 1),
        field(fields, 2),
        field(fields, 3),
        field(fields, DROPS));
  }

  private static long field(ByteBuffer fields, int index) {
    return Integer.toUnsignedLong(fields.getInt(index * Integer.BYTES));
  }
}
