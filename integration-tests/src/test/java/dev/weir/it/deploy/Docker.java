package dev.weir.it.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The docker command as an operator types it. */
final class Docker {

  private static final int PATIENCE_SECONDS = 180;

  private Docker() {}

  /** A command that did not end with 0, or not at all; the message holds what it printed. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  /** Runs a command to its end and gives what it printed, errors included. */
  static String run(List<String> words) {
    try {
      return output(words, new ProcessBuilder(command(words)).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String run(String... words) {
    return run(List.of(words));
  }

  /** Whether it ends with 0. */
  static boolean succeeds(String... words) {
    try {
      run(words);
      return true;
    } catch (Failed e) {
      return false;
    }
  }

  /** Pipes what one command prints into another. */
  static void pipe(List<String> from, List<String> into) throws IOException {
    List<Process> both =
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder(command(from)).redirectError(ProcessBuilder.Redirect.DISCARD),
                new ProcessBuilder(command(into)).redirectErrorStream(true)));
    output(into, both.getLast());
  }

  /** Where this machine's own client lies. */
  static Path client() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, "docker"))
        .filter(file -> file.toFile().canExecute())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(words);
    return command;
  }

  private static String output(List<String> words, Process process) throws IOException {
    CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> all(process));
    try {
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      String printed = text.join();
      if (!ended || process.exitValue() != 0) {
        throw new Failed(
            "docker "
                + String.join(" ", words)
                + ": "
                + (ended ? "exit " + process.exitValue() : "still running")
                + ": "
                + printed.strip());
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String all(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
