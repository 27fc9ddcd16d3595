package dev.weir.server.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Values of the kernel that bound options. */
final class Sysctl {
  private Sysctl() {}

  /**
   * Reads one.
   *
   * @param name such as {@code net.core.rmem_max}
   * @return its value, on one line; empty where this machine does not tell
   */
  static Optional<String> value(String name) {
    try {
      // By lines: such a file gives all by its first read and nothing after, and readString begins
      // with a single byte.
      List<String> lines = Files.readAllLines(Path.of("/proc/sys", name.replace('.', '/')));
      return Optional.of(String.join(" ", lines).replace('\t', ' ').strip());
    } catch (IOException untold) {
      return Optional.empty();
    }
  }
}
