package dev.weir.command.admin;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meters sent to a collector by OTLP over HTTP. A class of its own, so that its libraries load only
 * where it is used.
 */
public final class MeterExport {
  private MeterExport() {}

  /**
   * Starts sending; closing the registry sends once more and ends it.
   *
   * @param url the collector's, such as {@code http://127.0.0.1:4318/v1/metrics}
   * @param step time between two reports
   * @throws IllegalArgumentException if the address is none of HTTP
   */
  public static MeterRegistry otlp(String url, Duration step) {
    return new OtlpMeterRegistry(new Target(url, step), Clock.SYSTEM);
  }

  private record Target(String url, Duration step) implements OtlpConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public Map<String, String> resourceAttributes() {
      return Map.of("service.name", "weir");
    }
  }
}
