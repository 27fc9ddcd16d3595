package dev.weir.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** The meters of one shard in a registry, until they are removed. */
public final class ShardMeters implements AutoCloseable {
  private final MeterRegistry registry;
  private final List<Meter> meters;

  private ShardMeters(MeterRegistry registry, List<Meter> meters) {
    this.registry = registry;
    this.meters = meters;
  }

  /**
   * Registers the meters of a shard.
   *
   * @param registry any
   * @param tallies what to read at a scrape; kept alive until {@link #close()}
   * @param server the server's name
   * @param endpoint with its real port
   * @param shard from 0
   * @return the registration
   */
  public static ShardMeters register(
      MeterRegistry registry, Tallies tallies, String server, String endpoint, int shard) {
    Tags tags = Tags.of("server", server, "endpoint", endpoint, "shard", Integer.toString(shard));
    List<Meter> meters =
        MeterRow.all().stream().map(row -> register(row, registry, tallies, tags)).toList();
    return new ShardMeters(registry, meters);
  }

  private static Meter register(MeterRow row, MeterRegistry registry, Tallies tallies, Tags shard) {
    Tags tags = row.tag().isEmpty() ? shard : shard.and(row.tag().split("="));
    return switch (row.kind()) {
      case COUNTER ->
          FunctionCounter.builder(row.name(), tallies, row.value()::applyAsLong)
              .tags(tags)
              .baseUnit(row.unit())
              .description(row.meaning())
              .register(registry);
      case GAUGE ->
          Gauge.builder(row.name(), tallies, row.value()::applyAsLong)
              .strongReference(true)
              .tags(tags)
              .baseUnit(row.unit())
              .description(row.meaning())
              .register(registry);
    };
  }

  /** Removes the meters from the registry. */
  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
