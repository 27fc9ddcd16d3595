package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Processor time of the compilers of a JVM; a program without such threads has none. */
final class CompilerClock {

  private static final String NAMES = "C[12] Compiler.*\\s*";
  private static final double NANOS = 1e9;

  private final Path tasks;
  private Map<Path, Long> before;

  CompilerClock(long pid) {
    this.tasks = Path.of("/proc", Long.toString(pid), "task");
    this.before = read();
  }

  /** Seconds since this was last asked, or this clock was made. */
  double lap() {
    Map<Path, Long> now = read();
    long nanos =
        now.entrySet().stream()
            .mapToLong(task -> task.getValue() - before.getOrDefault(task.getKey(), 0L))
            .sum();
    before = now;
    return nanos / NANOS;
  }

  private Map<Path, Long> read() {
    Map<Path, Long> nanos = new HashMap<>();
    try (Stream<Path> all = Files.list(tasks)) {
      for (Path task : all.toList()) {
        read(task, nanos);
      }
    } catch (IOException e) {
      // The process has ended, and compiles no more.
    }
    return nanos;
  }

  private static void read(Path task, Map<Path, Long> nanos) {
    try {
      if (Files.readString(task.resolve("comm")).matches(NAMES)) {
        String used = Files.readString(task.resolve("schedstat"));
        nanos.put(task, Long.valueOf(used.split(" ", 2)[0]));
      }
    } catch (IOException e) {
      // A JVM ends compilers that it does not need.
    }
  }
}
