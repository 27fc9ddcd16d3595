package dev.weir.command.admin;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meters sent to a collector by OTLP over HTTP. A class of its own, so that its libraries load only
 * where it is used.
 */
public final class MeterExport extends OtlpMeterRegistry {

  private MeterExport(OtlpConfig target) {
    super(target, Clock.SYSTEM);
  }

  /**
   * Starts sending; closing the registry sends once more and ends it.
   *
   * @param url the collector's, such as {@code http://127.0.0.1:4318/v1/metrics}
   * @param step time between two reports
   */
  public static MeterExport otlp(String url, Duration step) {
    return new MeterExport(new Target(url, step));
  }

  /**
   * Sends now, beside the regular reports: before servers end, whose meters end with them. Waits
   * for the collector's answer, so it belongs on a thread that may block.
   */
  public void send() {
    publish();
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
