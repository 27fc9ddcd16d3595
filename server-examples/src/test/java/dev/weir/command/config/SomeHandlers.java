package dev.weir.command.config;

import dev.weir.server.endpoint.Scheme;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Handlers for tests that start none. */
record SomeHandlers(Map<String, Kind> kinds) implements Handlers {
  static final Handlers ALL =
      new SomeHandlers(
          Map.of(
              "echo", Kind.pipeline(Set.of(Scheme.TCP, Scheme.UDP)),
              "statsd", Kind.sessions(Set.of(Scheme.TCP, Scheme.UDP)),
              "lines", Kind.pipeline(Set.of(Scheme.TCP)),
              "bandwidth", Kind.bandwidth()));

  @Override
  public SortedSet<String> names() {
    return new TreeSet<>(kinds.keySet());
  }

  @Override
  public Optional<Kind> find(String name) {
    return Optional.ofNullable(kinds.get(name));
  }
}
