package dev.weir.it.benchmark.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A load that ran.
 *
 * @param report what it printed
 * @param end of the time that it measured, by {@link System#nanoTime}
 */
record LoadRun(LoadReport report, long end) {

  private static final long PATIENCE_SECONDS = 60;

  /** Runs it to its end. */
  static LoadRun of(List<String> words) throws IOException, InterruptedException {
    File errors = Files.createTempFile("weir-benchmark", ".err").toFile();
    Process process = Children.start(words, errors);
    try (BufferedReader reader = process.inputReader()) {
      String line = firstLine(reader);
      long printed = System.nanoTime();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            "%s: exit %s: %s"
                .formatted(
                    String.join(" ", words),
                    process.isAlive() ? "never" : process.exitValue(),
                    Files.readString(errors.toPath()).strip()));
      }
      return of(LoadReport.of(line), printed);
    } finally {
      Children.stop(process);
      Files.delete(errors.toPath());
    }
  }

  /** Of a report that was there at this time; its answers were awaited since the end. */
  static LoadRun of(LoadReport report, long printed) {
    double settled = report.number("settled_seconds").orElse(0);
    return new LoadRun(report, printed - (long) (settled * 1e9));
  }

  private static String firstLine(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    return line == null ? "{}" : line;
  }

  /** When the measured time began. */
  long start() {
    return end - (long) (report.seconds() * 1e9);
  }
}
