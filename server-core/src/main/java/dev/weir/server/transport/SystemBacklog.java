package dev.weir.server.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the kernel bounds what listen(2) is asked for. */
final class SystemBacklog {
  private static final Path LIMIT = Path.of("/proc/sys/net/core/somaxconn");

  private SystemBacklog() {}

  static int bound(int asked) {
    try {
      // By lines, which reads with one large buffer: the kernel tells a sysctl by one read alone.
      return Math.min(asked, Integer.parseInt(Files.readAllLines(LIMIT).getFirst()));
    } catch (IOException | NumberFormatException hidden) {
      return asked;
    }
  }
}
