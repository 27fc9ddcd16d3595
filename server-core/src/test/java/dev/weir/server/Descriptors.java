package dev.weir.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process holds open. */
final class Descriptors {
  private Descriptors() {}

  /** Open sockets and epoll instances: what servers and loops are made of. */
  static long count() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(Descriptors::target)
          .filter(t -> t.startsWith("socket:") || t.startsWith("anon_inode:"))
          .count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  /** Names of running threads that begin with a word. */
  static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}
