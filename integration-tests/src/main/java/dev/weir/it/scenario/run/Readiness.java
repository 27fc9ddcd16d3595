package dev.weir.it.scenario.run;

import dev.weir.it.world.Host;
import dev.weir.it.world.Task;
import dev.weir.it.world.WorldException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a server listens. */
record Readiness(Host host, Task server, int port) {

  private static final long LOOK_MILLIS = 50;

  /**
   * Waits.
   *
   * @param line what the server prints once it listens; empty to look for its port instead
   * @throws Broken if it ends or takes too long
   */
  void await(String line, Duration most) throws InterruptedException {
    CompletableFuture<?> ready =
        line.isEmpty() ? new CompletableFuture<>() : server.output().printed(line);
    Patience patience = new Patience(most);
    while (!ready.isDone() && !(line.isEmpty() && listens())) {
      if (endedWithin(LOOK_MILLIS, ready)) {
        throw new Broken("the server ended before it listened: " + said());
      }
      if (patience.isOver()) {
        throw new Broken("the server does not listen after " + most.toSeconds() + " s");
      }
    }
  }

  private boolean listens() {
    try {
      return !host.run("ss", "-Hltun", "sport = :" + port).isBlank();
    } catch (WorldException notYet) {
      return false;
    }
  }

  private boolean endedWithin(long millis, CompletableFuture<?> ready) throws InterruptedException {
    try {
      CompletableFuture.anyOf(ready, server.ended()).get(millis, TimeUnit.MILLISECONDS);
      return !ready.isDone();
    } catch (TimeoutException running) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  private String said() {
    return (server.errors().text() + " " + server.output().text())
        .strip()
        .replaceAll("\\s*\\R\\s*", " ");
  }
}
