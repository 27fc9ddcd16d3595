package dev.weir.command.config;

import dev.weir.server.endpoint.Scheme;
import java.util.Map;
import java.util.Set;

/** Handlers for tests that start none. */
final class SomeHandlers {
  static final Handlers ALL =
      new Handlers(
          Map.of(
              "echo", Handlers.Kind.pipeline(Set.of(Scheme.TCP, Scheme.UDP)),
              "statsd", Handlers.Kind.sessions(Set.of(Scheme.TCP, Scheme.UDP)),
              "lines", Handlers.Kind.pipeline(Set.of(Scheme.TCP)),
              "bandwidth", Handlers.Kind.bandwidth()));

  private SomeHandlers() {}
}
