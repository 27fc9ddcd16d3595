package dev.weir.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns SIGINT and SIGTERM into a request that the running sub-command can see and answer with its
 * own exit code: {@link #requested()} completes, the sub-command returns, and the process leaves
 * with its code. Work that has not ended after the grace period is cut off. A second signal forces:
 * what {@link #onForce} names is done, and where nothing is named, or at a third signal, the
 * process leaves at once.
 */
public final class StopRequest {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private volatile Duration grace = GRACE;

  private final AtomicInteger signals = new AtomicInteger();
  private volatile Optional<Runnable> force = Optional.empty();

  private final CompletableFuture<Void> requested = new CompletableFuture<>();
  private final CompletableFuture<Integer> finished = new CompletableFuture<>();

  /** Creates a request that no signal completes; for tests and for embedding. */
  public StopRequest() {}

  /** Creates one that the process's signals complete. */
  static StopRequest ofSignals() {
    StopRequest stop = new StopRequest();
    // For JVMs that keep their signals to themselves, and for other reasons to stop.
    Runtime.getRuntime().addShutdownHook(new Thread(stop::leave, "weir-stop"));
    try {
      Signals.on("TERM", stop::signalled);
      Signals.on("INT", stop::signalled);
    } catch (Signals.Unavailable hookAlone) {
      // The hook asks the work to end as well; only a second signal means no more than the first.
      return stop;
    }
    return stop;
  }

  private void signalled() {
    int earlier = signals.getAndIncrement();
    if (earlier == 0) {
      Thread.ofPlatform().name("weir-stop").start(this::leave);
    } else if (earlier == 1 && force.isPresent()) {
      force.get().run();
    } else {
      Runtime.getRuntime().halt(ExitCode.FAILED);
    }
  }

  /** What a second signal does while the work ends: cut short what still goes on. */
  public void onForce(Runnable action) {
    force = Optional.of(action);
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

  /** From now on a signal ends the process at once; for work that takes signals itself. */
  void doNotWait() {
    grace = Duration.ZERO;
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
