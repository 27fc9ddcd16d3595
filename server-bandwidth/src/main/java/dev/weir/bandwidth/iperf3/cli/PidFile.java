package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that holds this process's id for as long as it runs. */
final class PidFile implements AutoCloseable {

  private final Optional<Path> file;

  private PidFile(Optional<Path> file) {
    this.file = file;
  }

  /**
   * Writes the file.
   *
   * @throws RunError where it names a process that lives, or cannot be written
   */
  static PidFile open(Optional<Path> asked) throws RunError {
    if (asked.isEmpty()) {
      return new PidFile(asked);
    }
    Path file = asked.orElseThrow();
    if (named(file).flatMap(ProcessHandle::of).isPresent()) {
      throw new RunError("Another instance of iperf3 appears to be running");
    }
    try {
      Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new RunError("error - " + ErrorCode.PID_FILE.text() + ": " + Reasons.of(e));
    }
    return new PidFile(asked);
  }

  private static Optional<Long> named(Path file) {
    try {
      long pid = Numbers.integer(Files.readString(file));
      return pid > 0 ? Optional.of(pid) : Optional.empty();
    } catch (IOException e) {
      // No file, or none that can be read: nobody is running.
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      Files.deleteIfExists(file.orElseThrow());
    }
  }
}
