package dev.weir.it.benchmark.run;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The processes that this one has started; none outlives it, an interruption included. */
final class Children {

  private static final int PATIENCE_SECONDS = 10;
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "children"));
  }

  private Children() {}

  /** Starts one whose errors go to a file, or nowhere. */
  static Process start(List<String> words, @Nullable File errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectError(
        errors == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(errors));
    Process process = builder.start();
    RUNNING.add(process);
    process.getOutputStream().close();
    return process;
  }

  /** Asks it to end, and makes it end where it does not. */
  static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(process);
  }
}
