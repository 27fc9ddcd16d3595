package dev.weir.it.world;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that outlives the harness: it waits until its standard input closes, which the kernel
 * does whatever ends the harness, and then removes what is left of the run. It is in a session of
 * its own, so that Ctrl-C does not reach it.
 */
final class Watchdog implements AutoCloseable {

  /** The watchdog's name in the list of processes, before the run's id. */
  static final String NAME = "weir-watchdog";

  private static final int PATIENCE_SECONDS = 60;

  /** Whoever is killed says nothing. */
  private static final byte[] BY_ITSELF = {'e', 'n', 'd', '\n'};

  private final Process process;

  private Watchdog(Process process) {
    this.process = process;
  }

  static Watchdog start(RunId id) {
    List<String> words = new ArrayList<>();
    if (Machine.has("setsid")) {
      words.add("setsid");
    }
    words.addAll(Cleanup.of(id).command("watch"));
    try {
      return new Watchdog(
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new WorldException("the watchdog cannot be started: " + e.getMessage(), e);
    }
  }

  /** Lets it clean up and waits until it has. */
  @Override
  public void close() {
    try {
      try (OutputStream end = process.getOutputStream()) {
        end.write(BY_ITSELF);
      }
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new WorldException("the watchdog's pipe: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
