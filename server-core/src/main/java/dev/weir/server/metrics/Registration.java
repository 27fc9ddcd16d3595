package dev.weir.server.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Meters of one thing in a registry, until they are removed. Any thread. */
public final class Registration implements AutoCloseable {
  private static final Set<String> MEASURED = Set.of("bytes", "seconds");
  private static final double[] PERCENTILES = {0.5, 0.99, 0.999};
  private static final double NANOS = 1e9;
  private static final double SHORTEST = 1e-6;
  private static final double LONGEST = 60;

  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new CopyOnWriteArrayList<>();

  /**
   * No meter yet.
   *
   * @param registry any
   * @param tags of all meters, name before value
   */
  public Registration(MeterRegistry registry, String... tags) {
    this.registry = registry;
    this.tags = Tags.of(tags);
  }

  /**
   * Registers what is read at a scrape. A row whose value is not known now stays absent.
   *
   * @param <S> what values are read from
   * @param rows counters and gauges
   * @param subject what to read; kept alive until {@link #close()}
   * @return this
   */
  public <S> Registration read(List<MeterRow<S>> rows, S subject) {
    rows.stream()
        .filter(row -> !Double.isNaN(row.value().applyAsDouble(subject)))
        .forEach(row -> meters.add(meter(row, subject)));
    return this;
  }

  /**
   * What is merely counted has no unit of measure: a registry would repeat the noun in the name.
   */
  private static @Nullable String baseUnit(MeterRow<?> row) {
    return MEASURED.contains(row.unit()) ? row.unit() : null;
  }

  private <S> Meter meter(MeterRow<S> row, S subject) {
    if (row.kind() == MeterRow.Kind.COUNTER) {
      return FunctionCounter.builder(row.name(), subject, row.value())
          .tags(tags(row))
          .baseUnit(baseUnit(row))
          .description(row.meaning())
          .register(registry);
    }
    return Gauge.builder(row.name(), subject, row.value())
        .strongReference(true)
        .tags(tags(row))
        .baseUnit(baseUnit(row))
        .description(row.meaning())
        .register(registry);
  }

  /**
   * Registers what is sampled.
   *
   * @param <S> a sample
   * @param rows summaries and histograms
   * @return takes each sample
   */
  public <S> Consumer<S> sampled(List<MeterRow<S>> rows) {
    List<Consumer<S>> sinks = rows.stream().map(this::sink).toList();
    return sample -> sinks.forEach(sink -> sink.accept(sample));
  }

  private <S> Consumer<S> sink(MeterRow<S> row) {
    return row.kind() == MeterRow.Kind.HISTOGRAM && row.unit().equals("seconds")
        ? times(row)
        : amounts(row);
  }

  /** Micrometer's buckets round amounts up to whole ones, but count times in nanoseconds. */
  private <S> Consumer<S> times(MeterRow<S> row) {
    Timer timer =
        Timer.builder(row.name())
            .tags(tags(row))
            .description(row.meaning())
            .serviceLevelObjectives(
                row.buckets().stream().map(Registration::duration).toArray(Duration[]::new))
            .register(registry);
    meters.add(timer);
    return sample -> timer.record(duration(row.value().applyAsDouble(sample)));
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }

  private <S> Consumer<S> amounts(MeterRow<S> row) {
    DistributionSummary summary = summary(row);
    meters.add(summary);
    return sample -> summary.record(row.value().applyAsDouble(sample));
  }

  private DistributionSummary summary(MeterRow<?> row) {
    DistributionSummary.Builder builder =
        DistributionSummary.builder(row.name())
            .tags(tags(row))
            .baseUnit(baseUnit(row))
            .description(row.meaning());
    if (row.kind() == MeterRow.Kind.SUMMARY) {
      builder
          .publishPercentiles(PERCENTILES)
          .minimumExpectedValue(SHORTEST)
          .maximumExpectedValue(LONGEST);
    } else {
      builder.serviceLevelObjectives(
          row.buckets().stream().mapToDouble(Double::doubleValue).toArray());
    }
    return builder.register(registry);
  }

  private Tags tags(MeterRow<?> row) {
    return row.tag().isEmpty() ? tags : tags.and(row.tag().split("=", 2));
  }

  /** Removes the meters from the registry. */
  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
