package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.TestReport;
import dev.weir.server.Loops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As many tests at the same time as a server takes by itself, of all kinds. */
class ManyTestsTest {

  private static final int TESTS = 64;
  private static final long RATE = 2_000_000;
  private static final Duration TIME = Duration.ofSeconds(3);

  private final Queue<TestReport> served = new ConcurrentLinkedQueue<>();
  private final Loops serving = Loops.of(2, "many");
  private final Loops asking = Loops.of(2, "asking");
  private final RunningIperf3Server server =
      Iperf3Server.on("tcp://127.0.0.1:0").loops(serving).tests(Listener::new).start();

  private final class Listener implements TestEvents {
    @Override
    public void finished(TestReport report) {
      served.add(report);
    }
  }

  @AfterEach
  void nothingIsLeft() {
    await().untilAsserted(() -> assertThat(server.tests()).isZero());
    await().untilAsserted(() -> assertThat(server.counters().active()).isZero());
    server.close();
    serving.close();
    asking.close();
  }

  private Iperf3Client client() {
    return Iperf3Client.to("127.0.0.1", server.endpoint().port()).loops(asking).duration(TIME);
  }

  /** Four kinds in turn. */
  private Iperf3Client kind(int number) {
    Iperf3Client test = client().bitrate(rate(number));
    return switch (number % 4) {
      case 0 -> test;
      case 1 -> test.reverse();
      case 2 -> test.udp().blockSize(1400);
      default -> test.udp().blockSize(1400).reverse();
    };
  }

  /** No two alike, so that one's figures cannot pass for another's. */
  private static long rate(int number) {
    return RATE + 20_000L * number;
  }

  @Test
  void eachHasItsOwnRightResultAndItsFairShare() throws Exception {
    List<Iperf3Test> tests = new ArrayList<>();
    for (int i = 0; i < TESTS; i++) {
      tests.add(kind(i).start());
    }
    for (int i = 0; i < TESTS; i++) {
      Iperf3Result result = tests.get(i).result().get(60, TimeUnit.SECONDS);
      assertThat(result.report().test().settings().protocol())
          .isEqualTo(i % 4 < 2 ? Protocol.TCP : Protocol.UDP);
      assertRate(result, i);
    }
    assertThat(served).hasSize(TESTS);
  }

  /** TCP counts whole blocks of 128 KiB, of which these rates have few. */
  private static void assertRate(Iperf3Result result, int number) {
    double sent = result.first().bytesSent() * 8.0 / result.report().seconds();
    double block = number % 4 < 2 ? 2 * 8 * 131_072 / result.report().seconds() : 0;
    assertThat(sent)
        .as("test " + number)
        .isBetween(0.8 * rate(number) - block, 1.2 * rate(number) + block);
    assertThat(result.first().bytesReceived())
        .isBetween((long) (0.8 * result.first().bytesSent()), result.first().bytesSent());
  }

  /** With long turns of its loop a sender of datagrams had a fiftieth of its rate. */
  @Test
  void whoKeepsARateIsNotStarvedByThoseThatKeepNone() throws Exception {
    List<Iperf3Test> greedy = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      greedy.add(client().start());
    }
    List<Iperf3Test> modest = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      modest.add(client().udp().blockSize(1400).bitrate(RATE).reverse().start());
    }
    for (Iperf3Test test : modest) {
      Iperf3Result result = test.result().get(60, TimeUnit.SECONDS);
      assertThat(result.first().bytesSent() * 8.0 / result.report().seconds())
          .isBetween(0.8 * RATE, 1.2 * RATE);
    }
    for (Iperf3Test test : greedy) {
      assertThat(test.result().get(60, TimeUnit.SECONDS).bitrate()).isPositive();
    }
  }
}
