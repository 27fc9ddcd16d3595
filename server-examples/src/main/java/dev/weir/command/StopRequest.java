package dev.weir.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Turns SIGINT and SIGTERM into a request that the running sub-command can see and answer with its
 * own exit code. The JVM runs its shutdown hooks on either signal; the hook here completes {@link
 * #requested()}, waits for the sub-command to return, and leaves with its code. Work that has not
 * ended after the grace period is cut off.
 */
public final class StopRequest {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private volatile Duration grace = GRACE;

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CompletableFuture<Integer> finished = new CompletableFuture<>();

  /** Creates a request that no signal completes; for tests and for embedding. */
  public StopRequest() {}

  /** Creates one that the process's signals complete. */
  static StopRequest ofSignals() {
    StopRequest stop = new StopRequest();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::leave, "weir-stop"));
    return stop;
  }

  /** Done as soon as somebody asks the work to end; callbacks run on the signal's thread. */
  public CompletableFuture<Void> requested() {
    return requested.copy();
  }

  /** Whether somebody asked the work to end. */
  public boolean isRequested() {
    return requested.isDone();
  }

  /** Asks the work to end; a second time does nothing. */
  public void request() {
    requested.complete(null);
  }

  /** Lets the work take this long to end, beyond what every work may take. */
  public void allow(Duration more) {
    grace = GRACE.plus(more);
  }

  /** Leaves the process with the sub-command's exit code, whether a signal came or not. */
  void exit(int code) {
    finished.complete(code);
    System.exit(code);
  }

  private void leave() {
    request();
    int code = awaitFinished();
    System.out.flush();
    System.err.flush();
    // exit() would wait for this very hook, and code of the work's own must win over 128 + signal.
    Runtime.getRuntime().halt(code);
  }

  private int awaitFinished() {
    try {
      return finished.get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException unfinished) {
      return ExitCode.FAILED;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }
}
