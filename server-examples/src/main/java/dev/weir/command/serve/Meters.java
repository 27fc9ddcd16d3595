package dev.weir.command.serve;

import dev.weir.command.admin.AdminServer;
import dev.weir.command.admin.MeterExport;
import dev.weir.command.config.Settings;
import dev.weir.command.config.Values;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where meters go: to whoever scrapes the admin endpoint, to a collector, to both, or nowhere, and
 * then nothing is measured that nobody reads.
 *
 * @param scraped for the admin endpoint
 * @param sent to a collector
 */
record Meters(Optional<PrometheusMeterRegistry> scraped, Optional<MeterExport> sent)
    implements AutoCloseable {

  private static final Duration LONGEST_REPORT = Duration.ofSeconds(2);

  static Meters of(Values process) {
    return new Meters(
        process.find(Settings.ADMIN_LISTEN).map(endpoint -> AdminServer.registry()),
        process
            .find(Settings.OTLP_URL)
            .map(url -> MeterExport.otlp(url.toString(), process.get(Settings.OTLP_STEP))));
  }

  /** The registry that servers register with; empty where nobody reads meters. */
  Optional<MeterRegistry> registry() {
    List<MeterRegistry> all = all().toList();
    return switch (all.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(all.getFirst());
      default ->
          Optional.of(new CompositeMeterRegistry(io.micrometer.core.instrument.Clock.SYSTEM, all));
    };
  }

  /** Sends what has been measured until now; waits no longer than a collector's answer may take. */
  void send() {
    sent.ifPresent(export -> {
      Thread sending = Thread.ofVirtual().name("weir-otlp").start(export::send);
      awaitBriefly(sending);
    });
  }

  /** A collector that does not answer holds nobody up. */
  private static void awaitBriefly(Thread sending) {
    try {
      sending.join(LONGEST_REPORT);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends once more what is sent, and ends. */
  @Override
  public void close() {
    all().forEach(MeterRegistry::close);
  }

  private Stream<MeterRegistry> all() {
    return Stream.concat(scraped.stream(), sent.stream());
  }
}
