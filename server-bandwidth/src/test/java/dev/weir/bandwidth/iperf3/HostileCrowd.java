package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Loops;
import io.netty.util.internal.PlatformDependent;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Any number of clients that mean harm, by chance, each a conversation of its own with a real
 * server; afterwards the server has what it had before and serves exactly. {@code main} is for a
 * million of them: {@code -Dweir.fuzz.cases=1000000}, and {@code -Dweir.seed} for the same again.
 */
final class HostileCrowd {

  private static final List<HostileDeed> DEEDS = List.of(HostileDeed.values());
  private static final int AT_ONCE = 32;
  private static final int LEFT_STANDING = 4;
  private static final long KEPT_BYTES = 32 << 20;
  private static final int TOLD_EVERY = 50_000;

  private final long seed = Long.getLong("weir.seed", System.nanoTime());
  private final Map<HostileDeed, LongAdder> whole = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> bugs = new ConcurrentHashMap<>();
  private final AtomicInteger done = new AtomicInteger();

  public static void main(String[] arguments) throws Exception {
    new HostileCrowd().come(Integer.getInteger("weir.fuzz.cases", 1_000_000));
    System.exit(0);
  }

  /** What a process holds. */
  private record Held(int descriptors, int threads, long direct, long heap) {
    static Held now() {
      System.gc();
      return new Held(
          Objects.requireNonNull(new File("/proc/self/fd").list()).length,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          PlatformDependent.usedDirectMemory(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
  }

  /** Fails where the server then holds more than before, or serves worse. */
  void come(int cases) throws Exception {
    tell("-Dweir.seed=" + seed);
    Iperf3Limits limits = Iperf3Limits.defaults().step(Duration.ofMillis(500)).tests(256);
    try (Loops loops = Loops.of(2, "crowd");
        RunningIperf3Server server =
            Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).limits(limits).start()) {
      crowd(server, Math.min(20_000, cases / 10));
      serves(server, loops);
      settle(server);
      Held before = Held.now();
      tell("before: " + before);
      crowd(server, cases);
      settle(server);
      await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertBack(before, Held.now()));
      tell("after:  " + Held.now() + ", stray datagrams " + server.strayDatagrams());
      serves(server, loops);
    }
    tell("went through to their end: " + whole);
    assertThat(bugs).isEmpty();
  }

  @SuppressWarnings("SystemOut") // whoever starts it by hand reads the seed and the progress here
  private static void tell(String line) {
    System.out.println("HostileCrowd: " + line);
  }

  private static void assertBack(Held before, Held after) {
    assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 2);
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
    assertThat(after.direct()).isLessThanOrEqualTo(before.direct() + KEPT_BYTES);
    assertThat(after.heap()).isLessThanOrEqualTo(before.heap() + KEPT_BYTES);
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

  /** Each byte that is sent is counted, once. */
  private static void serves(RunningIperf3Server server, Loops loops) throws Exception {
    Iperf3Client client = Iperf3Client.to("127.0.0.1", server.endpoint().port()).loops(loops);
    Iperf3Result up = client.streams(4).bytes(16 << 20).run();
    assertThat(up.first().bytesSent()).isGreaterThanOrEqualTo(16 << 20);
    assertThat(up.first().bytesReceived()).isEqualTo(up.first().bytesSent());
    Iperf3Result datagrams = client.udp().blockSize(1000).bytes(100_000).run();
    assertThat(datagrams.first().bytesReceived()).isEqualTo(datagrams.first().bytesSent());
  }

  private void crowd(RunningIperf3Server server, int clients) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Random random = new Random(seed + i);
      int share = Math.max(1, clients / AT_ONCE);
      threads.add(Thread.ofPlatform().start(() -> attacker(server, random, share)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Some of its connections are left standing, silent, for a while. */
  private void attacker(RunningIperf3Server server, Random random, int cases) {
    Deque<RawClient> standing = new ArrayDeque<>();
    for (int each = 0; each < cases; each++) {
      attack(server, random, standing);
      while (standing.size() > (each < cases - 1 ? LEFT_STANDING : 0)) {
        leave(standing.removeFirst(), random);
      }
      if (done.incrementAndGet() % TOLD_EVERY == 0) {
        tell(done.get() + " cases, " + server.tests() + " tests now");
      }
    }
  }

  /** However far it comes, and however the server ends it, is right. */
  private void attack(RunningIperf3Server server, Random random, Deque<RawClient> standing) {
    HostileDeed deed = DEEDS.get(random.nextInt(DEEDS.size()));
    try {
      InetAddress from =
          InetAddress.getByAddress(new byte[] {127, 2, 0, (byte) (1 + random.nextInt(60))});
      RawClient client = new RawClient(server, from);
      standing.addLast(client);
      client.control().setSoTimeout(500);
      deed.commit(client, random);
      whole.computeIfAbsent(deed, none -> new LongAdder()).increment();
      if (random.nextInt(8) > 0) {
        standing.removeLast();
        leave(client, random);
      }
    } catch (IOException | AssertionError ended) {
      assertThat(ended).isNotNull();
    } catch (RuntimeException bug) {
      bugs.computeIfAbsent(deed + ": " + bug, none -> new LongAdder()).increment();
    }
  }

  private static void leave(RawClient client, Random random) {
    try (client) {
      if (random.nextInt(4) > 0) {
        client.reset();
      }
    } catch (IOException gone) {
      assertThat(gone).isNotNull();
    }
  }
}
