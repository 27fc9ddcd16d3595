package dev.weir.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.world.Link;
import dev.weir.it.world.Role;
import dev.weir.it.world.Task.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * What fails, and that nobody loses an answer that was given: acknowledged is what the server's
 * handler wrote before drain's deadline, and that arrives wherever there is still somebody to
 * reach.
 */
final class FaultsIT {

  private static final int CLIENTS = 4;
  private static final int SOME = 500;
  private static final int GLUTTONS = 20;

  @Test
  void partitionAndHeal(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN)) {
      List<LedgerClient> clients = stage.clients(CLIENTS);
      stage.network().partition(Role.SERVER);
      long before = clients.stream().mapToLong(LedgerClient::answered).sum();
      pause(Duration.ofMillis(700));
      long during = clients.stream().mapToLong(LedgerClient::answered).sum() - before;
      assertThat(during).as("answers through the partition").isLessThan(SOME);
      stage.network().heal(Role.SERVER);
      Stage.progress(clients, SOME);
      Stage.nothingLost(clients);
      report(test, reporter, clients);
    }
  }

  @Test
  void lossAndReordering(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(new Link(20_000_000, 0.02, 0.02, 0, Duration.ZERO))) {
      List<LedgerClient> clients = stage.clients(CLIENTS);
      Stage.progress(clients, SOME);
      Stage.nothingLost(clients);
      report(test, reporter, clients);
    }
  }

  @Test
  void aBlackHoleForLongPackets(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN)) {
      List<LedgerClient> clients = stage.clients(CLIENTS);
      stage.network().blackHole(100);
      pause(Duration.ofMillis(500));
      stage.network().noBlackHole();
      Stage.progress(clients, SOME);
      Stage.nothingLost(clients);
      report(test, reporter, clients);
    }
  }

  @Test
  void aPeerKilledMidTransfer(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN)) {
      List<LedgerClient> clients = stage.clients(CLIENTS);
      clients.getFirst().dieQuietly();
      List<LedgerClient> others = clients.subList(1, CLIENTS);
      Stage.progress(others, SOME);
      Stage.nothingLost(others);
      Stage.nothingLost(stage.clients(1));
      report(test, reporter, clients);
    }
  }

  @Test
  void aStormOfResets(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN)) {
      List<LedgerClient> hit = stage.clients(CLIENTS);
      stage.network().reset(Role.SERVER);
      hit.forEach(client -> Stage.await(client.who() + " is reset", client::ended));
      stage.network().noReset(Role.SERVER);
      List<LedgerClient> after = stage.clients(CLIENTS);
      Stage.progress(after, SOME);
      Stage.nothingLost(after);
      report(test, reporter, hit);
    }
  }

  @Test
  void halfOpenPeersDoNotKeepADrainWaiting(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN)) {
      List<LedgerClient> gone = stage.clients(CLIENTS);
      stage.network().partition(Role.CLIENT);
      for (LedgerClient client : gone) {
        client.dieQuietly();
      }
      long begun = System.nanoTime();
      stage.ledger();
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      assertThat(seconds).as("seconds that the drain took").isLessThan(50);
      report(test, reporter, gone);
    }
  }

  @Test
  void aListenerThatOverflows(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN)) {
      List<LedgerClient> first = stage.clients(CLIENTS);
      stage.server().signal(Signal.STOP);
      List<CompletableFuture<LedgerClient>> knocking = stage.knock(50);
      stage.server().signal(Signal.CONT);
      List<LedgerClient> waiting = knocking.stream().map(CompletableFuture::join).toList();
      // Whom the kernel let in and the server never saw is reset and was never answered.
      waiting.forEach(client ->
          Stage.await(
              client.who() + " is answered or refused",
              () -> client.answered() > 0 || client.ended()));
      Stage.nothingLost(first);
      List<LedgerClient> served = waiting.stream().filter(client -> client.answered() > 0).toList();
      assertThat(served).isNotEmpty();
      Stage.nothingLost(served);
      report(test, reporter, waiting);
    }
  }

  @Test
  void noMoreFileDescriptors(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN, "sh", "-c", "ulimit -n 200; exec \"$@\"", "starved")) {
      List<LedgerClient> first = stage.clients(CLIENTS);
      List<CompletableFuture<LedgerClient>> many = stage.knock(300);
      Stage.progress(first, SOME);
      many.forEach(one -> one.thenAccept(LedgerClient::dieQuietly));
      Stage.progress(first, SOME);
      List<LedgerClient> after = stage.clients(CLIENTS);
      Stage.nothingLost(first);
      Stage.nothingLost(after);
      report(test, reporter, first);
    }
  }

  // Whoever is first to need Weir's image builds it, which on a busy machine takes minutes.
  @Timeout(600)
  @Test
  void theMemoryLimitOfAContainer(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = Stage.inContainer(256L << 20)) {
      List<LedgerClient> clients = stage.clients(CLIENTS);
      List<Glutton> gluttons = stage.gluttons(GLUTTONS);
      for (Glutton one : gluttons) {
        Stage.await(
            "whoever does not read is held back",
            () -> one.heldBackFor(TimeUnit.SECONDS.toNanos(1)));
      }
      Stage.progress(clients, SOME);
      Stage.nothingLost(clients);
      assertThat(stage.server().ended()).as("the server under its memory limit").isNotDone();
      for (Glutton one : gluttons) {
        one.close();
      }
      Stage.nothingLost(stage.clients(1));
      report(test, reporter, clients);
      long taken = gluttons.stream().mapToLong(Glutton::sent).sum();
      reporter.publishEntry("bytes taken from those who do not read", Long.toString(taken));
    }
  }

  @Test
  void termUnderLoad(TestInfo test, TestReporter reporter) throws Exception {
    try (Stage stage = new Stage(Link.PLAIN)) {
      List<LedgerClient> clients = stage.clients(CLIENTS);
      Stage.progress(clients, SOME);
      Map<String, Long> ledger = stage.ledger();
      for (LedgerClient client : clients) {
        client.awaitEnd();
      }
      assertThat(ledger).hasSize(CLIENTS);
      Stage.nothingAcknowledgedLost(clients, ledger);
      report(test, reporter, clients);
    }
  }

  private static void report(TestInfo test, TestReporter reporter, List<LedgerClient> clients) {
    reporter.publishEntry(test.getDisplayName(), Stage.account(clients));
  }

  /** The length of a fault is what the test is about; nothing is waited for. */
  private static void pause(Duration time) throws Exception {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
        .get();
  }
}
