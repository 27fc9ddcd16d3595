package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.TestMeters.Outcome;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.server.metrics.Registration;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server's tests do and did, for its meters. Any thread; its lock is held for a few
 * instructions, or while a test's meters come and go.
 */
final class Activity {

  /** Tests that have meters of their own at the same time: labels cost whoever collects them. */
  static final int MOST = 64;

  /** Of a test's name; the rest adds nothing for a reader. */
  private static final int NAME = 8;

  private final Admission admission;
  private final FlowDesk flows;
  private final Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
  private final Map<Protocol, long[]> moved = new EnumMap<>(Protocol.class);
  private final Map<RunningTest, Optional<Registration>> running = new HashMap<>();
  private final Map<String, RunningTest> names = new HashMap<>();
  private Optional<Registry> registry = Optional.empty();

  private record Registry(MeterRegistry meters, String server, String endpoint) {
    Registration registration() {
      return new Registration(meters, "server", server, "endpoint", endpoint);
    }

    Registration registration(String test) {
      return new Registration(meters, "server", server, "endpoint", endpoint, "test", test);
    }
  }

  Activity(Admission admission, FlowDesk flows) {
    this.admission = admission;
    this.flows = flows;
  }

  /**
   * Registers the server's meters, and from now on those of tests.
   *
   * @return removes them
   */
  synchronized Runnable register(MeterRegistry meters, String server, String endpoint) {
    Registry used = new Registry(meters, server, endpoint);
    registry = Optional.of(used);
    Registration own = used.registration().read(TestMeters.SERVER, this);
    return () -> {
      own.close();
      removeTests();
    };
  }

  private synchronized void removeTests() {
    registry = Optional.empty();
    running.values().forEach(meters -> meters.ifPresent(Registration::close));
  }

  /** A test's data begins to flow. */
  synchronized void began(Cookie cookie, RunningTest test) {
    running.put(test, registry.flatMap(used -> register(used, name(cookie), test)));
  }

  /** None where another test has that name, or enough tests have meters. */
  private Optional<Registration> register(Registry used, String name, RunningTest test) {
    if (names.size() >= MOST || names.putIfAbsent(name, test) != null) {
      return Optional.empty();
    }
    return Optional.of(used.registration(name).read(TestMeters.TEST, test));
  }

  /** A stranger made it up. */
  private static String name(Cookie cookie) {
    String safe = cookie.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "_");
    return safe.length() > NAME ? safe.substring(0, NAME) : safe;
  }

  /** A test's streams have stopped; only the first call does anything. */
  synchronized void stopped(RunningTest test) {
    Optional<Registration> meters = running.remove(test);
    if (meters == null) {
      return;
    }
    long[] sums = moved.computeIfAbsent(test.protocol(), none -> new long[2]);
    sums[0] += test.bytes(false);
    sums[1] += test.bytes(true);
    meters.ifPresent(Registration::close);
    names.values().remove(test);
  }

  synchronized void count(Outcome outcome) {
    ended.merge(outcome, 1L, Long::sum);
  }

  synchronized long ended(Outcome outcome) {
    return ended.getOrDefault(outcome, 0L);
  }

  synchronized long bytes(Protocol protocol, boolean sent) {
    long past = moved.getOrDefault(protocol, new long[2])[sent ? 1 : 0];
    return past
        + running.keySet().stream()
            .filter(test -> test.protocol() == protocol)
            .mapToLong(test -> test.bytes(sent))
            .sum();
  }

  int running() {
    return admission.running();
  }

  int waiting() {
    return admission.waiting();
  }

  long strays() {
    return flows.dropped();
  }
}
