package dev.weir.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the process's standard streams are connected to. */
final class Descriptors {

  private Descriptors() {}

  /**
   * Whether a descriptor is a terminal. {@link System#console()} answers only for standard input
   * and output together, so the name behind the descriptor is asked; where there is no {@code
   * /proc}, the console's answer stands in.
   */
  static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
    try {
      return isTerminalName(Files.readSymbolicLink(link).toString());
    } catch (IOException noProc) {
      return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
  }

  static boolean isTerminalName(String name) {
    return name.startsWith("/dev/pts/")
        || name.startsWith("/dev/tty")
        || name.equals("/dev/console");
  }
}
