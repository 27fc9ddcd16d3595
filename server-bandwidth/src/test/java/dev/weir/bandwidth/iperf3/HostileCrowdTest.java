package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Loops;
import io.netty.util.internal.PlatformDependent;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of clients that mean harm, by chance: afterwards the server has what it had before. */
class HostileCrowdTest {

  private static final int CLIENTS = 3000;
  private static final int AT_ONCE = 32;
  private static final long KEPT_BYTES = 32 << 20;

  private static final List<String> PARAMETERS =
      List.of(
          "{}",
          "{\"udp\":true,\"reverse\":true,\"bandwidth\":1000000}",
          "{\"reverse\":true,\"parallel\":3}",
          "{\"bidirectional\":true,\"time\":0,\"len\":1000}",
          "{\"tcp\":true,\"omit\":1,\"time\":1,\"num\":0,\"blockcount\":7,\"window\":65536,\"MSS\":900}");

  private final long seed = Long.getLong("weir.seed", System.nanoTime());

  /** What a process holds. */
  private record Held(int descriptors, int threads, long direct) {
    static Held now() {
      return new Held(
          Objects.requireNonNull(new File("/proc/self/fd").list()).length,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          PlatformDependent.usedDirectMemory());
    }
  }

  @Test
  void nothingIsLeftOfThem() throws Exception {
    System.out.println("HostileCrowdTest: -Dweir.seed=" + seed);
    Iperf3Limits limits = Iperf3Limits.defaults().step(Duration.ofMillis(500));
    try (Loops loops = Loops.of(2, "crowd");
        RunningIperf3Server server =
            Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).limits(limits).start()) {
      crowd(server, CLIENTS / 10);
      settle(server);
      Held before = Held.now();
      crowd(server, CLIENTS);
      settle(server);
      await().untilAsserted(() -> assertBack(before, Held.now()));
      serves(server);
    }
  }

  private static void assertBack(Held before, Held after) {
    assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 2);
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
    assertThat(after.direct()).isLessThanOrEqualTo(before.direct() + KEPT_BYTES);
  }

  private static void settle(RunningIperf3Server server) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(server.tests()).isZero();
          assertThat(server.waiting()).isZero();
          assertThat(server.counters().active()).isZero();
        });
  }

  private static void serves(RunningIperf3Server server) throws IOException {
    try (RawClient good = new RawClient(server)) {
      good.run("{}").send(State.TEST_END).expect(State.EXCHANGE_RESULTS);
    }
  }

  private void crowd(RunningIperf3Server server, int clients) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Random random = new Random(seed + i);
      int share = clients / AT_ONCE;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int each = 0; each < share; each++) {
                  attack(server, random);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** However far it comes, and however the server ends it, is right. */
  private static void attack(RunningIperf3Server server, Random random) {
    try (RawClient client = new RawClient(server)) {
      client.control().setSoTimeout(20);
      commit(server, client, random);
      if (random.nextBoolean()) {
        client.reset();
      }
    } catch (IOException | AssertionError ended) {
      assertThat(ended).isNotNull();
    }
  }

  private static void commit(RunningIperf3Server server, RawClient client, Random random)
      throws IOException {
    byte[] noise = new byte[random.nextInt(3000)];
    random.nextBytes(noise);
    switch (random.nextInt(8)) {
      case 0 -> client.send(noise);
      case 1 -> client.greet().send(noise);
      case 2 -> client.greet().send(length(noise.length)).send(noise);
      case 3 -> client.greet().document(mutated(random));
      case 4 -> client.agree(parameters(random)).send(noise);
      case 5 -> {
        client.agree(parameters(random));
        client.stream().getOutputStream().write(noise);
        hello(server);
      }
      case 6 -> client.run(parameters(random)).send(noise);
      default ->
          client
              .run("{}")
              .send(State.TEST_END)
              .expect(State.EXCHANGE_RESULTS)
              .send(length(noise.length))
              .send(noise);
    }
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
  }

  private static String parameters(Random random) {
    return PARAMETERS.get(random.nextInt(PARAMETERS.size()));
  }

  private static String mutated(Random random) {
    byte[] bytes = parameters(random).getBytes(StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 127);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void hello(RunningIperf3Server server) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] hello = "9876".getBytes(StandardCharsets.US_ASCII);
      socket.send(new DatagramPacket(hello, hello.length, server.endpoint().address()));
    }
  }
}
