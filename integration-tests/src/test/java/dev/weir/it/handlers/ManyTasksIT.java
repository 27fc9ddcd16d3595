package dev.weir.it.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ten thousand connections, a virtual thread each, in a process with a quarter of a gigabyte. */
final class ManyTasksIT {
  private static final int CONNECTIONS = 10_000;
  private static final int FIRST = 100;
  private static final long MEGABYTE = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void areHeldAndLeaveNothing() throws Exception {
    assumeTrue(Crowd.most() >= CONNECTIONS, "fewer than 10,500 descriptors: ulimit -Hn");
    try (EchoProcess server = EchoProcess.start(EchoStyle.TASK, "-Xmx256m")) {
      Held before = warm(server);
      try (Crowd crowd = new Crowd()) {
        crowd.join(server.port(), CONNECTIONS);
        assertThat(crowd.ask()).isEqualTo(CONNECTIONS);
        assertHeld(before, server.held());
        assertThat(crowd.ask()).as("after a while of holding them").isEqualTo(CONNECTIONS);
      }
      await().atMost(PATIENCE).until(() -> server.held().connections() == 0);
      assertLeft(before, server.held());
    }
  }

  /** What the first connections make the process load stays: it is no leak. */
  private static Held warm(EchoProcess server) throws Exception {
    try (Crowd crowd = new Crowd()) {
      crowd.join(server.port(), FIRST);
      assertThat(crowd.ask()).isEqualTo(FIRST);
    }
    await().atMost(PATIENCE).until(() -> server.held().connections() == 0);
    return server.held();
  }

  private static void assertHeld(Held before, Held held) {
    assertThat(held.connections()).isEqualTo(CONNECTIONS);
    assertThat(held.errors()).isZero();
    assertThat(held.descriptors() - before.descriptors())
        .isBetween((long) CONNECTIONS, CONNECTIONS + 10L);
    assertThat(held.threads() - before.threads()).as("threads, %s", held).isLessThan(20);
    assertThat(held.direct()).as("direct memory, %s", held).isLessThan(64 * MEGABYTE);
  }

  private static void assertLeft(Held before, Held left) {
    assertThat(left.errors()).isZero();
    assertThat(left.descriptors()).isBetween(before.descriptors() - 5, before.descriptors() + 5);
    assertThat(left.threads() - before.threads()).as("threads, %s", left).isLessThan(20);
    assertThat(left.heap() - before.heap()).as("heap, %s", left).isLessThan(16 * MEGABYTE);
  }
}
