package dev.weir.command.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * {@code /metrics}: every meter, in the text format of Prometheus, or of OpenMetrics to whoever
 * accepts that.
 */
final class MetricsPage {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsPage(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  AdminReply answer(AdminRequest request) {
    String type =
        request.accept().contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
    return new AdminReply(HttpResponseStatus.OK, type, registry.scrape(type));
  }
}
