package dev.weir.command.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The eyes on a part that runs: shows how it goes and hears the request to stop. */
final class Watch {

  private static final long REFRESH_MILLIS = 200;

  private final ProgressLine line;
  private final CompletableFuture<Void> stop;
  private String head = "";

  Watch(ProgressLine line, CompletableFuture<Void> stop) {
    this.line = line;
    this.stop = stop;
  }

  void begin(int number, int parts, String title) {
    head = "[" + number + "/" + parts + "] " + title + "  ";
    line.show(head);
  }

  void end() {
    line.clear();
  }

  boolean stopped() {
    return stop.isDone();
  }

  /**
   * Waits for a result and shows the status text meanwhile; at a request to stop it cancels once
   * and waits on for what the cancelled work gives.
   */
  <T> T await(CompletableFuture<T> result, Supplier<String> status, Runnable cancel)
      throws Exception {
    boolean cancelled = false;
    while (true) {
      try {
        waitFor(result, cancelled);
      } catch (TimeoutException notYet) {
        line.show(head + status.get());
      }
      if (result.isDone()) {
        return get(result);
      }
      if (stopped() && !cancelled) {
        cancelled = true;
        cancel.run();
      }
    }
  }

  private void waitFor(CompletableFuture<?> result, boolean cancelled)
      throws InterruptedException, TimeoutException {
    CompletableFuture<?> event = cancelled ? result : CompletableFuture.anyOf(result, stop);
    try {
      event.get(REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      // The result itself is asked for its failure by the caller.
    }
  }

  private static <T> T get(CompletableFuture<T> result) throws Exception {
    try {
      return result.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    }
  }
}
