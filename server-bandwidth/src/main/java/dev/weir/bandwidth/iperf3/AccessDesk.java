package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.bandwidth.iperf3.access.Verdict;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where clients show who they are. Tokens are judged on few threads of their own, and as many wait
 * as fit into a short queue. Whoever is refused hears so after the same time whatever was wrong
 * with the token: how long that took to find out would tell how far an attacker has come, and
 * guessing shall be slow.
 */
final class AccessDesk {

  /** Much longer than any judgement takes. */
  private static final long BEAT_MILLIS = 500;

  private static final int THREADS = 2;
  private static final int QUEUE = 256;
  private static final int LINGER_SECONDS = 10;

  private final Access access;
  private final ThreadPoolExecutor judges = judges();

  AccessDesk(Access access) {
    this.access = access;
  }

  private static ThreadPoolExecutor judges() {
    ThreadPoolExecutor judges =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            LINGER_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            work -> Thread.ofPlatform().daemon().name("iperf3-access").unstarted(work));
    judges.allowCoreThreadTimeOut(true);
    return judges;
  }

  /**
   * Judges a token. Any thread; never waits.
   *
   * @param token empty where the client sent none
   * @return completed on any thread, never exceptionally
   */
  CompletableFuture<Verdict> judge(String token) {
    long begun = System.nanoTime();
    return judgement(token)
        .exceptionally(unforeseen -> Verdict.UNREADABLE)
        .thenComposeAsync(
            verdict ->
                verdict == Verdict.ADMITTED
                    ? CompletableFuture.completedFuture(verdict)
                    : CompletableFuture.supplyAsync(() -> verdict, beat(begun)),
            Runnable::run);
  }

  private CompletableFuture<Verdict> judgement(String token) {
    try {
      return CompletableFuture.supplyAsync(() -> access.judge(token, Instant.now()), judges);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.completedFuture(Verdict.UNREADABLE);
    }
  }

  /** Runs at the next full beat since then. */
  private static Executor beat(long begun) {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    return CompletableFuture.delayedExecutor(
        BEAT_MILLIS - elapsed % BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }
}
