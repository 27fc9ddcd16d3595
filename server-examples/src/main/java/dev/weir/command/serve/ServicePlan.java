package dev.weir.command.serve;

import dev.weir.command.config.Settings;
import dev.weir.command.config.Values;
import dev.weir.server.Loops;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/**
 * What a service starts with.
 *
 * @param name of the entry in the configuration, which metrics carry
 * @param values its settings, checked
 * @param loops of the whole process
 * @param registry where its meters go, if anywhere
 */
record ServicePlan(String name, Values values, Loops loops, Optional<MeterRegistry> registry) {

  /** The endpoints of one scheme. */
  Endpoint[] endpoints(Scheme scheme) {
    return values.get(Settings.LISTEN).stream()
        .filter(endpoint -> endpoint.scheme() == scheme)
        .toArray(Endpoint[]::new);
  }
}
