package dev.weir.command.serve;

import dev.weir.command.config.Settings;
import dev.weir.command.config.Values;
import dev.weir.server.Loops;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Inherited;
import dev.weir.server.endpoint.Scheme;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

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
    return endpoints(endpoint -> endpoint.scheme() == scheme);
  }

  /** The endpoints of datagrams, or the others. */
  Endpoint[] endpoints(Service service, boolean ofDatagrams) {
    return endpoints(endpoint -> datagrams(service, endpoint) == ofDatagrams);
  }

  private Endpoint[] endpoints(Predicate<Endpoint> wanted) {
    return values.get(Settings.LISTEN).stream().filter(wanted).toArray(Endpoint[]::new);
  }

  /** What an inherited socket speaks is asked of it where the service speaks both. */
  private static boolean datagrams(Service service, Endpoint endpoint) {
    return switch (endpoint.scheme()) {
      case TCP, UNIX -> false;
      case UDP, UNIXGRAM -> true;
      case FD -> service.udp().isPresent() && (service.tcp().isEmpty() || isOfDatagrams(endpoint));
    };
  }

  /** One that is no socket is a stream's, whose server says at its start what is wrong. */
  private static boolean isOfDatagrams(Endpoint inherited) {
    try {
      return Inherited.endpoint(inherited).scheme().datagrams();
    } catch (IOException unusable) {
      return false;
    }
  }
}
