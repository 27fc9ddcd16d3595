package dev.weir.server.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What all connects of one client to one endpoint have counted, over all loops. Any thread. */
final class ClientCounts {
  private final Tallies tallies = new Tallies();
  private final Map<FailedConnect, LongAdder> failed;

  ClientCounts() {
    Map<FailedConnect, LongAdder> counters = new EnumMap<>(FailedConnect.class);
    for (FailedConnect cause : FailedConnect.values()) {
      counters.put(cause, new LongAdder());
    }
    failed = Collections.unmodifiableMap(counters);
  }

  Tallies tallies() {
    return tallies;
  }

  /** Fails where there is no loop yet, so no tally of a loop can count it. */
  LongAdder failed(FailedConnect cause) {
    return failed.getOrDefault(cause, new LongAdder());
  }

  long sum(Count count) {
    return tallies.sum(count);
  }
}
