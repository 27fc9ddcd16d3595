package dev.weir.it.scenario.run;

import dev.weir.it.scenario.result.WireSample;
import dev.weir.it.world.Host;
import dev.weir.it.world.Role;
import dev.weir.it.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Reads what has arrived at both hosts, ten times a second, from the interfaces' counters. */
final class WireWatch implements AutoCloseable {

  static final long PERIOD_MILLIS = 100;

  // More than the words before a test, of each of its connections and of the one that controls it.
  private static final long LEAST_BYTES = 6_144;
  private static final long LEAST_BYTES_OF_STREAM = 512;

  private final Host server;
  private final Host client;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("wire-watch").factory());
  private final List<WireSample> samples = new ArrayList<>();
  private final long least;
  private long firstUp = -1;
  private long firstDown = -1;

  WireWatch(World world, int streams, Clock clock) {
    this.server = world.host(Role.SERVER);
    this.client = world.host(Role.CLIENT);
    this.clock = clock;
    this.least = LEAST_BYTES + streams * LEAST_BYTES_OF_STREAM;
    if (server.networkProcess().isPresent()) {
      timer.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void look() {
    long up = received(server);
    long down = received(client);
    if (up < 0 || down < 0) {
      return;
    }
    if (firstUp < 0) {
      firstUp = up;
      firstDown = down;
    }
    if (up - firstUp + down - firstDown > least) {
      clock.begin();
    }
    if (clock.begun()) {
      samples.add(new WireSample(clock.seconds(), up - firstUp, down - firstDown));
    }
  }

  /** Bytes that the host's interface has received; -1 where that cannot be read. */
  private static long received(Host host) {
    OptionalLong process = host.networkProcess();
    if (process.isEmpty()) {
      return -1;
    }
    Path counters = Path.of("/proc", Long.toString(process.getAsLong()), "net", "dev");
    String head = host.device() + ":";
    try (Stream<String> lines = Files.lines(counters)) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith(head))
          .mapToLong(
              line -> Long.parseLong(line.substring(head.length()).strip().split("\\s+", 2)[0]))
          .findFirst()
          .orElse(-1);
    } catch (IOException | java.io.UncheckedIOException gone) {
      return -1;
    }
  }

  /** Whether anything can be seen here at all. */
  boolean sees() {
    return server.networkProcess().isPresent();
  }

  synchronized List<WireSample> samples() {
    return List.copyOf(samples);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
