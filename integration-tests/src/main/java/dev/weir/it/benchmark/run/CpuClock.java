package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time of a process: of each thread to the nanosecond, and of the whole process, threads
 * that have ended included, in hundredths of a second. Whichever has seen more is right.
 */
final class CpuClock {

  private static final double NANOS = 1e9;
  // Fixed for user space on every architecture.
  private static final double TICKS = 100;
  private static final int UTIME = 11;

  private final Path process;
  private final Map<String, Long> threads = new HashMap<>();
  private final double ticksBefore;
  private final long nanosBefore;

  CpuClock(Path process) {
    this.process = process;
    this.ticksBefore = ticks();
    this.nanosBefore = nanos();
  }

  static CpuClock of(long pid) {
    return new CpuClock(Path.of("/proc", Long.toString(pid)));
  }

  /** Seconds since this clock was made. */
  double seconds() {
    return Math.max((nanos() - nanosBefore) / NANOS, ticks() - ticksBefore);
  }

  /** Of all threads that were ever seen; one that is gone counts as it was seen last. */
  private long nanos() {
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      for (Path task : tasks.toList()) {
        read(task.resolve("schedstat"))
            .forEach(line ->
                threads.put(task.getFileName().toString(), Long.valueOf(line.split(" ", 2)[0])));
      }
    } catch (IOException e) {
      // The process has ended: what was seen before stands.
    }
    return threads.values().stream().mapToLong(Long::longValue).sum();
  }

  private double ticks() {
    return read(process.resolve("stat")).stream()
        .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" ", -1))
        .mapToDouble(fields ->
            (Double.parseDouble(fields[UTIME]) + Double.parseDouble(fields[UTIME + 1])) / TICKS)
        .findFirst()
        .orElse(0);
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      // A thread that ends while it is read gives ESRCH.
      return List.of();
    }
  }
}
