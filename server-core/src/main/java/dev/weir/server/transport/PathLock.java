package dev.weir.server.transport;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.linux.call.UnixCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps two servers that start at once from taking each other's fresh file for a stale one: it does
 * not answer before it listens. The lock is an abstract Unix socket, which leaves nothing behind
 * however its process ends. Where it cannot be had, the start goes on without.
 */
final class PathLock implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final OptionalInt held;

  private PathLock(OptionalInt held) {
    this.held = held;
  }

  /** Waits for up to two seconds while another start holds it. */
  static PathLock of(Path path) {
    try {
      return new PathLock(take("@weir-start-" + digest(path)));
    } catch (SystemCallException | UnsupportedOperationException withoutLock) {
      return new PathLock(OptionalInt.empty());
    }
  }

  /** Short whatever the path, as names of sockets are. */
  private static UUID digest(Path path) {
    return UUID.nameUUIDFromBytes(
        path.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static OptionalInt take(String name) throws SystemCallException {
    int type = SocketConstants.SOCK_DGRAM | SocketConstants.SOCK_CLOEXEC;
    int fd = SocketCalls.socket(SocketConstants.AF_UNIX, type, 0);
    long end = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (!bound(fd, name)) {
        if (System.nanoTime() - end > 0) {
          SocketCalls.close(fd);
          return OptionalInt.empty();
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return OptionalInt.of(fd);
    } catch (SystemCallException refused) {
      SocketCalls.close(fd);
      throw refused;
    }
  }

  private static boolean bound(int fd, String name) throws SystemCallException {
    try {
      UnixCalls.bind(fd, name);
      return true;
    } catch (SystemCallException refused) {
      if (refused.errno().equals(Errno.EADDRINUSE)) {
        return false;
      }
      throw refused;
    }
  }

  @Override
  public void close() throws SystemCallException {
    if (held.isPresent()) {
      SocketCalls.close(held.getAsInt());
    }
  }
}
